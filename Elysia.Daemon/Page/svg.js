// What the modules that draw with SVG share.

const NAMESPACE = 'http://www.w3.org/2000/svg';

const written = new WeakMap();

/** Writes an attribute only when it changes: writing the same value again still costs the browser a check. */
export function setAttribute(element, name, value) {
  let known = written.get(element);
  if (!known) written.set(element, known = {});
  if (known[name] === value) return;
  known[name] = value;
  element.setAttribute(name, value);
}

export function makeElement(tag, attributes, ...children) {
  const element = document.createElementNS(NAMESPACE, tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...children);
  return element;
}

/** A number as it is written into path data. */
export function coordinate(value) {
  return value.toFixed(1);
}
