// The seven lights around the head: each shines as its spirit does.

import { HUES, css } from './palette.js';
import { setAttribute } from './attributes.js';

const SVG = 'http://www.w3.org/2000/svg';
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
      const angle = (FIRST_DEGREES + i * STEP_DEGREES) * Math.PI / 180;
      const at = { cx: CENTRE.x + RADIUS * Math.cos(angle), cy: CENTRE.y + RADIUS * Math.sin(angle) };
      defs.append(gradient(`g-${name}`, hue));
      const glow = make('circle', { ...at, r: 0, fill: `url(#g-${name})` });
      const core = make('circle', { ...at, r: 3, fill: css(hue.map((c) => Math.round(c + (255 - c) * 0.6))) });
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
  const from = point(FIRST_DEGREES - 14), to = point(FIRST_DEGREES + 6 * STEP_DEGREES + 14);
  return make('path', {
    d: `M${from}A${RADIUS} ${RADIUS} 0 0 1 ${to}`, fill: 'none', class: 'spirit-lights-arc',
    stroke: '#fff', 'stroke-opacity': 0.22, 'stroke-width': 1.2,
  });
}

function point(degrees) {
  const angle = degrees * Math.PI / 180;
  return `${(CENTRE.x + RADIUS * Math.cos(angle)).toFixed(1)} ${(CENTRE.y + RADIUS * Math.sin(angle)).toFixed(1)}`;
}

function gradient(id, hue) {
  const element = make('radialGradient', { id });
  for (const [offset, opacity] of [[0, 0.95], [0.3, 0.45], [1, 0]]) {
    element.append(make('stop', { offset, 'stop-color': css(hue), 'stop-opacity': opacity }));
  }
  return element;
}

function make(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  return element;
}
