// Writes an attribute only when it changes: an unchanged one still costs the browser a check.

const last = new WeakMap();

export function setAttribute(element, name, value) {
  let known = last.get(element);
  if (!known) last.set(element, known = {});
  if (known[name] === value) return;
  known[name] = value;
  element.setAttribute(name, value);
}
