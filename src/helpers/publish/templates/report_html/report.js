
// The pages read without this script. It adds a theme button, a button that opens all code, and
// sorting and filtering of long tables.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

const button = (text, onclick) => make("button", { type: "button", textContent: text, onclick });

// Theme and code buttons

const root = document.documentElement;
const tools = make("div", { className: "tools" });

const isDark = () =>
  root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;

const themeButton = button("", () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  nameTheme();
  try {
    localStorage.setItem("theme", root.dataset.theme);
  } catch {}
});
const nameTheme = () => (themeButton.textContent = isDark() ? "Light theme" : "Dark theme");
nameTheme();
tools.append(themeButton);

const code = all("details.code");
if (code.length > 1) {
  const codeButton = button("Show code", () => {
    const show = codeButton.getAttribute("aria-pressed") !== "true";
    code.forEach((block) => (block.open = show));
    codeButton.setAttribute("aria-pressed", show);
  });
  codeButton.setAttribute("aria-pressed", "false");
  tools.append(codeButton);
}
document.querySelector("header.site .bar").append(tools);

// Tables

const keyOf = (row, column) => {
  const cell = row.cells[column];
  return cell?.dataset.sort ?? cell?.textContent.trim() ?? "";
};

const compare = (a, b) => {
  const numbers = a !== "" && b !== "" && !isNaN(a) && !isNaN(b);
  return numbers ? a - b : a.localeCompare(b);
};

// Rows in the order that the head of the table announces: empty cells last, ties as written
const arrange = (table) => {
  const header = table.querySelector("thead [aria-sort]");
  if (!header) return;
  const sign = header.getAttribute("aria-sort") === "ascending" ? 1 : -1;
  for (const body of table.tBodies) {
    const rows = [...body.rows].filter((row) => !row.classList.contains("group"));
    const keys = new Map(rows.map((row) => [row, keyOf(row, header.cellIndex)]));
    const sorted = [...rows].sort((one, other) => {
      const [a, b] = [keys.get(one), keys.get(other)];
      return (a === "") - (b === "") || compare(a, b) * sign || one.place - other.place;
    });
    if (sorted.some((row, at) => row !== rows[at])) body.append(...sorted);
  }
};

const sortBy = (table, header) => {
  const up = header.getAttribute("aria-sort") !== "ascending";
  all("thead th", table).forEach((th) => th.removeAttribute("aria-sort"));
  header.setAttribute("aria-sort", up ? "ascending" : "descending");
  arrange(table);
};

const makeSortable = (table) => {
  [...table.rows].forEach((row, at) => (row.place = at));
  [...table.tHead.rows[0].cells].forEach((header) => {
    if (header.tagName !== "TH") return;
    const sorter = make("button", { type: "button" }, ...header.childNodes);
    sorter.onclick = () => sortBy(table, header);
    header.append(sorter);
  });
};

const filterRows = (table, text) => {
  const wanted = text.toLocaleLowerCase();
  let shown = 0;
  for (const body of table.tBodies) {
    const rows = [...body.rows].filter((row) => !row.classList.contains("group"));
    rows.forEach((row) => {
      row.hidden = !row.textContent.toLocaleLowerCase().includes(wanted);
      shown += !row.hidden;
    });
    const heading = body.querySelector("tr.group");
    if (heading) heading.hidden = rows.every((row) => row.hidden);
  }
  return shown;
};

const makeFilter = (table, index) => {
  const rows = all("tbody tr:not(.group)", table).length;
  const input = make("input", { type: "search", id: `filter-${index}` });
  const count = make("span", {});
  count.setAttribute("role", "status");
  input.oninput = () => (count.textContent = `${filterRows(table, input.value)} of ${rows} rows`);
  const label = make("label", { htmlFor: input.id, textContent: "Filter rows" });
  table.closest(".table-wrap").before(make("p", { className: "filter" }, label, input, count));
};

all("table[data-sortable]").forEach((table, index) => {
  makeSortable(table);
  if (all("tbody tr", table).length > 8 && !("ownFilter" in table.dataset)) makeFilter(table, index);
});

// Contents that follow: the last heading in the upper third of the window or above it is the
// current one, but one that a link led to stays so while it is in sight

const onScreen = (element) => element.getBoundingClientRect().bottom > 0;

const follow = () => {
  const named = (hash) => decodeURIComponent(hash.slice(1));
  const links = new Map(all(".contents a").map((link) => [named(link.hash), link]));
  const heads = all("main :is(h2, h3)[id]").filter((head) => links.has(head.id));
  if (!heads.length) return;
  let current = null;
  const mark = () => {
    const passed = heads.filter((head) => head.getBoundingClientRect().top < innerHeight / 3);
    const led = passed.find((head) => head.id === named(location.hash) && onScreen(head));
    const link = links.get((led ?? passed.at(-1) ?? heads[0]).id);
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    current = link;
  };
  // all that is above the line counts as in view, so that a jump past a heading is noticed too
  const watch = new IntersectionObserver(mark, { rootMargin: "9999999px 0px -66%" });
  heads.forEach((head) => watch.observe(head));
  addEventListener("hashchange", mark);
};
if (matchMedia("(min-width: 68rem)").matches) follow();
