// Small helpers for making and finding elements.
export const find = (id) => document.getElementById(id);

export const make = (tag, properties = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-") || name === "for" || name === "role") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children);
  return element;
};

export const button = (text, onclick, properties = {}) =>
  make("button", { type: "button", textContent: text, onclick, ...properties });

export const option = (value, text = value) => make("option", { value, textContent: text });

// Text is set only where it differs: what is set again, a screen reader says again.
export const say = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};

export const parse = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
};
