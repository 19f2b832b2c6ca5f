// What the reader has asked for, and the same as the part of the address behind the #.
const OWN = ["without", "only", "drop", "grade", "claim", "section"];
const list = (text) => (text ? text.split(",") : []);

export class State {
  constructor(opening) {
    this.defaults = Object.fromEntries(opening.controls.map((c) => [c.name, String(c.default)]));
    this.known = new Set(opening.sources.map(([id]) => id));
    this.claims = opening.claims;
    this.sections = opening.sections;
    this.reset();
  }

  reset() {
    this.parameters = { ...this.defaults };
    this.undo();
    this.claim = this.section = "";
  }

  undo() {
    this.grades = {};
    this.without = new Set();
    this.findings = new Set();
  }

  get isChanged() {
    return Object.keys(this.grades).length + this.without.size + this.findings.size > 0;
  }

  // As the desk in Python takes it.
  get asked() {
    const changes = {
      grades: this.grades,
      sources: [...this.without],
      findings: [...this.findings],
    };
    return JSON.stringify({ parameters: this.parameters, changes });
  }

  get hash() {
    const out = new URLSearchParams();
    for (const [name, value] of Object.entries(this.parameters))
      if (value !== this.defaults[name]) out.set(name, value);
    if (this.without.size > this.known.size / 2)
      out.set("only", [...this.known].filter((id) => !this.without.has(id)).join());
    else if (this.without.size) out.set("without", [...this.without].join());
    if (this.findings.size) out.set("drop", [...this.findings].join());
    const grades = Object.entries(this.grades).map(([id, letter]) => `${id}:${letter}`);
    if (grades.length) out.set("grade", grades.join());
    for (const name of ["claim", "section"]) if (this[name]) out.set(name, this[name]);
    return out.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%2F", "/");
  }

  // Names that are no parameters are kept among them, so that the desk can say what is wrong.
  read(hash) {
    this.reset();
    const given = new URLSearchParams(hash.replace(/^#/, ""));
    for (const [name, value] of given) if (!OWN.includes(name)) this.parameters[name] = value;
    const kept = given.has("only") ? new Set(list(given.get("only"))) : null;
    const gone = kept ? [...this.known].filter((id) => !kept.has(id)) : list(given.get("without"));
    this.without = new Set(gone.filter((id) => this.known.has(id)));
    this.findings = new Set(list(given.get("drop")));
    for (const pair of list(given.get("grade"))) {
      const [, id, letter] = pair.match(/^(.+):([A-F])$/) ?? [];
      if (this.known.has(id)) this.grades[id] = letter;
    }
    const [claim, section] = [given.get("claim"), given.get("section")];
    this.claim = claim in this.claims ? claim : "";
    this.section = section in this.sections ? section : "";
  }
}
