
// Before the page is drawn, so that a chosen theme does not flash and what needs a script has room.
document.documentElement.classList.add("scripted");
try {
  const theme = localStorage.getItem("theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {}

// What is far from the window is not laid out before it comes near. By script, for a page's style
// may hold only what every checker of style sheets knows.
try {
  const lazy = new CSSStyleSheet();
  lazy.replaceSync(
    "@media screen { .figure-wrap, .table-wrap, article.claim { content-visibility: auto; contain-intrinsic-size: auto 30rem } }",
  );
  document.adoptedStyleSheets = [lazy];
} catch {}
