
// Before the page is drawn, so that a chosen theme does not flash and what needs a script has room.
const html = document.documentElement;
html.classList.add("scripted", "early");
try {
  const theme = localStorage.getItem("theme");
  if (theme) html.dataset.theme = theme;
} catch {}

const idle = window.requestIdleCallback ?? setTimeout;

// Fonts that lie beside the page are asked for once it has been seen
addEventListener("load", () => html.classList.remove("early"));

// What is far from the window is laid out after all else, piece by piece while nothing else is
// to do, so that a page shows at once and is soon whole. By script, for a page's style may hold
// only what every checker of style sheets knows.
try {
  const late = ".figure-wrap, .table-wrap, .grid tr, article.claim, .sources";
  const together = 8; // rows of the grid
  const lazy = new CSSStyleSheet();
  lazy.replaceSync(
    `@media screen {
      :is(${late}):not(.laid-out) { content-visibility: auto; contain-intrinsic-size: auto 30rem }
      .grid tr:not(.laid-out) { contain-intrinsic-size: auto 4rem }
      .sources:not(.laid-out) { contain-intrinsic-size: auto 400rem }
    }`,
  );
  document.adoptedStyleSheets = [lazy];
  addEventListener("load", () => {
    const waiting = document.querySelectorAll(late).values();
    const next = () => {
      let step;
      do {
        step = waiting.next();
        step.value?.classList.add("laid-out");
      } while (step.value?.rowIndex % together);
      if (!step.done) soon();
    };
    const soon = () => requestAnimationFrame(() => idle(next)); // one piece a frame
    soon();
  });
} catch {}
