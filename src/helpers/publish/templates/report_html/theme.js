
// Before the page is drawn, so that a chosen theme does not flash and what needs a script has room.
document.documentElement.classList.add("scripted");
try {
  const theme = localStorage.getItem("theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {}

// What is far from the window is laid out after all else, piece by piece while nothing else is
// to do, so that a page shows at once and is soon whole. By script, for a page's style may hold
// only what every checker of style sheets knows.
try {
  const late = ".figure-wrap, .table-wrap, .grid-wrap, article.claim";
  const lazy = new CSSStyleSheet();
  lazy.replaceSync(
    `@media screen { :is(${late}):not(.laid-out) { content-visibility: auto; contain-intrinsic-size: auto 30rem } }`,
  );
  document.adoptedStyleSheets = [lazy];
  const soon = window.requestIdleCallback ?? setTimeout;
  addEventListener("load", () => {
    const waiting = document.querySelectorAll(late).values();
    const next = () => {
      const { value, done } = waiting.next();
      value?.classList.add("laid-out");
      if (!done) soon(next);
    };
    soon(next);
  });
} catch {}
