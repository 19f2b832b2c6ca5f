// A control for every parameter, made from what the model says of it.
import { find, make, option, say } from "./dom.js";

const PATIENCE = 700; // ms before a value is called wrong: it may still be being typed

const field = {
  day: (c, o) =>
    make("input", { type: "date", min: c.low || o.first, max: o.last, required: true }),
  choice: (c) => make("select", {}, ...c.options.map((value) => option(String(value)))),
  whole: (c) => make("input", { type: "number", min: c.low, max: c.high, step: 1, required: true }),
  number: (c) => make("input", { type: "number", min: c.low, max: c.high, step: c.step }),
  switch: () => make("input", { type: "checkbox" }),
};

export class Form {
  constructor(opening, state, changed) {
    this.state = state;
    this.inputs = {};
    for (const control of opening.controls) {
      const input = (field[control.kind] ?? field.choice)(control, opening);
      Object.assign(input, { id: `p-${control.name}`, name: control.name });
      input.setAttribute("aria-describedby", `h-${control.name} e-${control.name}`);
      const noted = () => {
        if (input.validity.badInput) return;
        state.parameters[control.name] = this.value(input);
        changed();
      };
      input.addEventListener("input", noted);
      input.addEventListener("change", () => {
        state.parameters[control.name] = this.value(input);
        changed();
      });
      this.inputs[control.name] = input;
      find("controls").append(this.row(control, input));
    }
    this.show();
  }

  row(control, input) {
    const label = make("label", { textContent: control.label, htmlFor: input.id });
    const help = make("small", { textContent: control.help, id: `h-${control.name}` });
    const fault = make("span", { className: "fault", id: `e-${control.name}`, role: "alert" });
    const order = input.type === "checkbox" ? [input, label] : [label, input];
    return make("p", { className: `field ${control.kind}` }, ...order, help, fault);
  }

  value(input) {
    return input.type === "checkbox" ? String(input.checked) : input.value;
  }

  show() {
    for (const [name, input] of Object.entries(this.inputs)) {
      const value = this.state.parameters[name];
      if (input.type === "checkbox") input.checked = value === "true";
      else input.value = value;
    }
  }

  // What is right again is said at once; what is wrong, when the reader has stopped typing.
  fault(faults, at = PATIENCE) {
    clearTimeout(this.waiting);
    for (const [name, input] of Object.entries(this.inputs)) {
      if (faults[name]) continue;
      input.removeAttribute("aria-invalid");
      say(find(`e-${name}`), "");
    }
    const told = () => {
      for (const name of Object.keys(faults)) {
        this.inputs[name]?.setAttribute("aria-invalid", "true");
        if (this.inputs[name]) say(find(`e-${name}`), faults[name]);
      }
      const others = Object.entries(faults).filter(([name]) => !this.inputs[name]);
      say(find("general"), others.map((pair) => pair.join(": ")).join(" "));
    };
    if (at) this.waiting = setTimeout(told, at);
    else told();
  }
}
