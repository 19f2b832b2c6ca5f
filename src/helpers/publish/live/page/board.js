// The board of claims, and one claim opened in its place.
import { button, find, make, option, parse, say } from "./dom.js";

const ROW = /<tr data-claim[^]*?<\/tr>/g;

export class Board {
  // `hooks`: claim(id) gives a claim's HTML; open(id), leaveOut(id), grade(id, letter) note a wish.
  constructor(opening, state, hooks) {
    Object.assign(this, { opening, state, hooks, last: [] });
    this.root = find("board");
    for (const [name, title] of Object.entries(opening.sections))
      find("section").append(option(name, title));
    find("section").addEventListener("change", () => {
      state.section = find("section").value;
      this.filter();
      hooks.moved();
    });
    find("search").addEventListener("input", () => this.filter());
  }

  // Only cells that differ are put in place: the rest keeps its focus, and costs no layout.
  show(html) {
    const rows = html.match(ROW) ?? [];
    if (rows.length !== this.last.length) this.build(html);
    else {
      const head = parse(html.slice(0, html.indexOf("<thead")));
      say(this.said, head.querySelector("[role=status]").textContent);
      say(this.caption, head.querySelector("caption").textContent);
      rows.forEach((row, n) => row === this.last[n] || this.patch(this.rows[n], row));
    }
    this.last = rows;
  }

  build(html) {
    this.root.replaceChildren(parse(html));
    this.said = this.root.querySelector("[role=status]");
    this.caption = this.root.querySelector("caption");
    this.rows = [...this.root.querySelectorAll("tr[data-claim]")];
    this.groups = new Map();
    for (const row of this.rows) {
      const claim = row.dataset.claim;
      const opener = button(claim, () => this.toggle(claim), {
        "aria-expanded": "false",
        className: "opener",
      });
      row.querySelector("b").replaceChildren(opener);
      const section = this.opening.claims[claim];
      if (this.groups.has(section)) continue;
      const title = this.opening.sections[section];
      const head = make("th", { colSpan: row.cells.length, scope: "colgroup", textContent: title });
      this.groups.set(section, make("tr", { className: "group" }, head));
      row.before(this.groups.get(section));
    }
    this.filter();
  }

  patch(row, html) {
    const fresh = parse(`<table><tbody>${html}`).querySelector("tr");
    row.className = fresh.className;
    [...fresh.cells].forEach((cell, n) => {
      if (n && cell.innerHTML !== row.cells[n].innerHTML)
        row.cells[n].replaceWith(cell.cloneNode(true));
    });
  }

  filter() {
    const words = find("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const { claims } = this.opening;
    const wanted = (row) => {
      const text = row.textContent.toLowerCase();
      const inSection = !this.state.section || claims[row.dataset.claim] === this.state.section;
      return inSection && words.every((word) => text.includes(word));
    };
    const filled = new Set();
    for (const row of this.rows) {
      row.hidden = !wanted(row);
      if (!row.hidden) filled.add(claims[row.dataset.claim]);
    }
    for (const [section, row] of this.groups) row.hidden = !filled.has(section);
    const [all, shown] = [this.rows.length, this.rows.filter((row) => !row.hidden).length];
    say(find("shown"), shown === all ? `all ${all} claims` : `${shown} of ${all} claims`);
    if (this.detail) this.detail.hidden = this.detail.previousElementSibling.hidden;
  }

  toggle(claim) {
    this.state.claim = this.state.claim === claim ? "" : claim;
    this.hooks.moved();
    this.showClaim(true);
  }

  // Draw the claim that is open, or close it; `enter` moves the focus to it.
  showClaim(enter = false) {
    const { claim } = this.state;
    for (const row of this.rows)
      row
        .querySelector(".opener")
        .setAttribute("aria-expanded", String(row.dataset.claim === claim));
    const held = this.detail?.contains(document.activeElement)
      ? (document.activeElement.dataset.key ?? "head")
      : "";
    if (this.detail?.dataset.of !== claim) {
      this.detail?.remove();
      this.detail = null;
    }
    const row = this.rows.find((r) => r.dataset.claim === claim);
    if (!row) return;
    if (!this.detail) {
      const frame = make("div", {
        className: "detail",
        role: "region",
        "aria-label": `Claim ${claim}`,
      });
      this.detail = make(
        "tr",
        { className: "opened" },
        make("td", { colSpan: row.cells.length }, frame),
      );
      this.detail.dataset.of = claim;
      row.after(this.detail);
    }
    const frame = this.detail.querySelector(".detail");
    frame.replaceChildren(parse(this.hooks.claim(claim)));
    this.furnish(frame, claim);
    if (enter) frame.querySelector("h3").focus();
    else if (held)
      (
        frame.querySelector(`[data-key="${CSS.escape(held)}"]`) ?? frame.querySelector("h3")
      ).focus();
  }

  // Add what only this page has: closing, leaving a finding out, grading a source otherwise.
  furnish(frame, claim) {
    const head = frame.querySelector("h3");
    if (!head) frame.prepend(make("h3", { textContent: claim }));
    Object.assign(frame.querySelector("h3"), { tabIndex: -1 });
    const back = () => {
      this.toggle(claim);
      this.rows
        .find((r) => r.dataset.claim === claim)
        .querySelector(".opener")
        .focus();
    };
    const close = button("Close", back, { className: "close" });
    close.dataset.key = "close";
    frame.append(make("p", { className: "buttons" }, close));
    frame.onkeydown = (event) => {
      if (event.key === "Escape") back();
    };
    const columns = frame.querySelector(".findings thead tr");
    columns?.append(make("th", { scope: "col", textContent: "What if" }));
    for (const row of frame.querySelectorAll("tr[data-evidence]"))
      row.append(make("td", {}, ...this.tools(row)));
  }

  tools(row) {
    const { evidence, source } = row.dataset;
    const leave = button("Leave out", () => this.hooks.leaveOut(evidence), {
      "aria-label": `Leave out ${evidence}`,
    });
    leave.dataset.key = `leave ${evidence}`;
    const graded = this.opening.sources.find(([id]) => id === source)[5];
    const letters = [...this.opening.grades].map((letter) => option(letter, `as ${letter}`));
    const choose = make(
      "select",
      { "aria-label": `Grade ${source}` },
      option("", `graded ${graded}`),
      ...letters,
    );
    choose.value = this.state.grades[source] ?? "";
    choose.dataset.key = `grade ${evidence}`;
    choose.onchange = () => this.hooks.grade(source, choose.value);
    return [leave, " ", choose];
  }
}
