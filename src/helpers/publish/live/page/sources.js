// Any subset of sources: searched, grouped, ticked.
import { countryName } from "./countries.js";
import { button, find, make, option, say } from "./dom.js";

const WAYS = {
  country: ["country", (s) => countryName(s.country)],
  party: [
    "party that it speaks for",
    (s) => (s.party ? countryName(s.party) : "none of the parties"),
  ],
  grade: ["grade", (s) => s.grade],
};

export class Sources {
  constructor(opening, state, changed) {
    this.state = state;
    this.changed = changed;
    this.all = opening.sources.map(([id, publisher, title, country, party, grade, from]) => {
      const words = `${id} ${publisher} ${title}`.toLowerCase();
      return { id, publisher, title, country, party, grade, from, words };
    });
    this.span = [opening.first, opening.last];
    find("sources").addEventListener("toggle", () => this.open(), { once: true });
    this.show();
  }

  // What was out on the day chosen; a day that the page refuses changes nothing.
  out() {
    const day = this.state.parameters.as_of;
    if (this.span[0] <= day && day <= this.span[1]) this.day = day;
    return this.all.filter((s) => s.from <= this.day);
  }

  // Made when it is first opened: most readers never need several hundred boxes to tick.
  open() {
    this.search = make("input", { type: "search", id: "source-search" });
    this.search.addEventListener("input", () => this.draw());
    this.way = make("select", { id: "source-way" });
    this.way.append(...Object.entries(WAYS).map(([value, [text]]) => option(value, text)));
    this.way.addEventListener("change", () => this.draw());
    this.list = make("div", { className: "groups" });
    find("sources").append(
      make(
        "p",
        { className: "field" },
        make("label", { htmlFor: "source-search", textContent: "Search" }),
        this.search,
      ),
      make(
        "p",
        { className: "field" },
        make("label", { htmlFor: "source-way", textContent: "By" }),
        this.way,
      ),
      make(
        "p",
        { className: "buttons" },
        button("All of these", () => this.set(this.found, true)),
        button("None of these", () => this.set(this.found, false)),
      ),
      this.list,
    );
    this.draw();
  }

  draw() {
    const words = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const out = this.out();
    this.drawn = this.day;
    this.found = out.filter((s) => words.every((word) => s.words.includes(word)));
    const groups = new Map();
    for (const source of this.found) {
      const name = WAYS[this.way.value][1](source);
      groups.set(name, [...(groups.get(name) ?? []), source]);
    }
    const larger = (a, b) =>
      this.way.value === "grade" ? a[0].localeCompare(b[0]) : b[1].length - a[1].length;
    this.ticks = [];
    this.list.replaceChildren(
      ...[...groups].sort(larger).map(([name, sources]) => this.group(name, sources, words.length)),
    );
    if (!this.found.length)
      this.list.append(make("p", { textContent: "No source has these words." }));
    this.show();
  }

  group(name, sources, open) {
    const said = make("span", { className: "tally" });
    const tick = make("input", {
      type: "checkbox",
      onchange: () => this.set(sources, tick.checked),
    });
    this.ticks.push(() => {
      const kept = sources.filter((s) => !this.state.without.has(s.id)).length;
      tick.checked = kept === sources.length;
      tick.indeterminate = kept > 0 && kept < sources.length;
      say(said, `${kept} of ${sources.length}`);
    });
    const each = make("ul", {}, ...sources.map((source) => this.line(source)));
    const summary = make(
      "summary",
      {},
      "each",
      make("span", { className: "unseen", textContent: ` source: ${name}` }),
    );
    return make(
      "div",
      { className: "group" },
      make("label", {}, tick, ` ${name} `, said),
      make("details", { open: open > 0 }, summary, each),
    );
  }

  line(source) {
    const tick = make("input", {
      type: "checkbox",
      onchange: () => this.set([source], tick.checked),
    });
    this.ticks.push(() => (tick.checked = !this.state.without.has(source.id)));
    const words = make(
      "span",
      {},
      `${source.publisher}: ${source.title} `,
      make("small", { textContent: `${source.id}, ${source.grade}` }),
    );
    return make("li", {}, make("label", {}, tick, words));
  }

  set(sources, kept) {
    for (const { id } of sources) this.state.without[kept ? "delete" : "add"](id);
    this.show();
    this.changed();
  }

  clear() {
    if (!this.search) return;
    this.search.value = "";
    this.draw();
  }

  show() {
    const out = this.out();
    if (this.list && this.drawn !== this.day) return this.draw();
    const kept = out.filter((s) => !this.state.without.has(s.id)).length;
    const all = out.length;
    say(find("sources-said"), kept < all ? `${kept} of ${all} count` : `all ${all} count`);
    this.ticks?.forEach((draw) => draw());
  }
}
