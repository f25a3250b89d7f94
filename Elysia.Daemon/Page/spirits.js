// The seven meters of the spirits.

import { HUES, css } from './palette.js';

export class Spirits {
  #bars = {};

  constructor(root, t) {
    for (const name in HUES) this.#bars[name] = this.#add(root, name, t);
  }

  show(values) {
    for (const name in this.#bars) {
      const bar = this.#bars[name];
      const value = values[name].toFixed(3);
      if (bar.value === value) continue;
      bar.value = value;
      bar.element.setAttribute('aria-valuenow', value);
      const percent = `${Math.round(values[name] * 100)}%`;
      // A transform rather than a height: the compositor scales the bar without a new layout.
      bar.fill.style.transform = `scaleY(${value})`;
      bar.spark.style.transform = `translateY(${((1 - values[name]) * 100).toFixed(1)}%)`;
      if (bar.percent === percent) continue;
      bar.percent = percent;
      bar.element.setAttribute('aria-valuetext', percent);
    }
  }

  #add(root, name, t) {
    const element = box('spirit');
    element.dataset.spirit = name;
    element.setAttribute('role', 'meter');
    element.setAttribute('aria-valuemin', '0');
    element.setAttribute('aria-valuemax', '1');
    element.setAttribute('aria-valuenow', '0.000');
    element.setAttribute('aria-label', `${t(name)}, ${t(`${name}Means`)}`);
    element.title = t(`${name}Means`);
    element.style.setProperty('--hue', css(HUES[name]));
    const fill = box('spirit-fill');
    const spark = box('spirit-spark');
    const track = box('spirit-track', fill, spark);
    const label = box('spirit-name');
    label.textContent = t(name);
    element.append(track, label);
    root.append(element);
    return { element, fill, spark, value: '', percent: '' };
  }
}

function box(className, ...children) {
  const element = document.createElement('div');
  element.className = className;
  element.append(...children);
  return element;
}
