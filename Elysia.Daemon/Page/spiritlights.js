// The seven lights around the head, one for each spirit: the stronger the spirit, the brighter its light.

import { HUES, css } from './palette.js';
import { coordinate, makeElement, setAttribute } from './svg.js';

const CENTRE = { x: 400, y: 370 };
const RADIUS = 302;
const FIRST_DEGREES = -159;
const STEP_DEGREES = 23;

export class SpiritLights {
  #lights = {};

  constructor(svg) {
    const group = svg.querySelector('#spirit-lights');
    const defs = svg.querySelector('defs');
    group.append(arc());
    Object.entries(HUES).forEach(([name, hue], i) => {
      const [cx, cy] = pointAt(FIRST_DEGREES + i * STEP_DEGREES);
      defs.append(gradient(`g-${name}`, hue));
      const glow = makeElement('circle', { cx, cy, r: 0, fill: `url(#g-${name})` });
      const core = makeElement('circle', { cx, cy, r: 3, fill: css(hue.map((c) => Math.round(c + (255 - c) * 0.6))) });
      group.append(glow, core);
      this.#lights[name] = { glow, core };
    });
  }

  show(spirits) {
    for (const name in this.#lights) {
      const { glow, core } = this.#lights[name];
      const value = spirits[name];
      setAttribute(glow, 'r', (10 + 44 * value).toFixed(1));
      setAttribute(glow, 'opacity', (0.25 + 0.75 * value).toFixed(2));
      setAttribute(core, 'r', (2.5 + 7 * value).toFixed(1));
      setAttribute(core, 'opacity', (0.4 + 0.6 * value).toFixed(2));
    }
  }
}

function arc() {
  const [from, to] = [FIRST_DEGREES - 14, FIRST_DEGREES + 6 * STEP_DEGREES + 14]
    .map((degrees) => pointAt(degrees).map(coordinate).join(' '));
  return makeElement('path', {
    d: `M${from}A${RADIUS} ${RADIUS} 0 0 1 ${to}`, fill: 'none',
    stroke: '#fff', 'stroke-opacity': 0.22, 'stroke-width': 1.2,
  });
}

function pointAt(degrees) {
  const angle = degrees * Math.PI / 180;
  return [CENTRE.x + RADIUS * Math.cos(angle), CENTRE.y + RADIUS * Math.sin(angle)];
}

function gradient(id, hue) {
  const stops = [[0, 0.95], [0.3, 0.45], [1, 0]].map(([offset, opacity]) =>
    makeElement('stop', { offset, 'stop-color': css(hue), 'stop-opacity': opacity }));
  return makeElement('radialGradient', { id }, ...stops);
}
