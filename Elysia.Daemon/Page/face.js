// Draws the face: the five expression values, the colours of the spirits and the idle animation.

import { browPath, eyeShapes, mouthShapes } from './faceshapes.js';
import { blend, css, tints } from './palette.js';
import { SpiritLights } from './spiritlights.js';
import { setAttribute } from './svg.js';

const SHOWN = ['mouth_curve', 'eye_open', 'brow_furrow', 'beat', 'mouth_width'];
const MIDDLE_X = 400;
const NECK_Y = 664;

export class Face {
  #svg;
  #still;
  #eyes;
  #brows;
  #mouth;
  #spiritLights;
  #stops;
  #tints = '';
  #onTints;

  /** `still` turns breathing and head movement off, for people who prefer reduced motion. */
  constructor(svg, { still, onTints }) {
    this.#svg = svg;
    this.#still = still;
    this.#onTints = onTints;
    this.#eyes = ['right', 'left'].map((side) => parts(svg.querySelector(`.eye[data-side=${side}]`), {
      clip: svg.querySelector(`#clip-${side} path`), sign: side === 'right' ? 1 : -1,
    }));
    this.#brows = svg.querySelectorAll('.brow');
    this.#mouth = parts(svg.querySelector('#mouth'), { clip: svg.querySelector('#clip-mouth path') });
    this.#stops = [...svg.querySelectorAll('stop[data-tint]')];
    this.#spiritLights = new SpiritLights(svg);
  }

  setStill(still) {
    this.#still = still;
  }

  /** Draws a frame; `idle` is {blink, gazeX, gazeY}. */
  show(values, idle) {
    for (const name of SHOWN) setAttribute(this.#svg, `data-${name.replace('_', '-')}`, values[name].toFixed(3));
    this.#showTints(values);
    this.#spiritLights.show(values);
    const drawn = { ...values, mouth_curve: exaggerated(values.mouth_curve) };
    this.#showEyes(drawn, idle);
    this.#showBrows(drawn);
    this.#showMouth(drawn);
    this.#showHeart(drawn, idle);
  }

  #showEyes({ eye_open: open, mouth_curve: curve }, { blink, gazeX, gazeY }) {
    const shapes = eyeShapes({ open, smile: Math.max(0, curve), blink });
    const pupilRadius = (12.5 + open * 4.5).toFixed(1);
    for (const { part, clip, sign } of this.#eyes) {
      setAttribute(part.opening, 'd', shapes.opening);
      setAttribute(clip, 'd', shapes.opening);
      setAttribute(part.lidshade, 'd', shapes.opening);
      setAttribute(part.lash, 'd', shapes.lash);
      setAttribute(part.lower, 'd', shapes.lower);
      setAttribute(part.crease, 'd', shapes.crease);
      setAttribute(part.pupil, 'r', pupilRadius);
      const x = (gazeX * 11 * sign).toFixed(1);
      const y = (shapes.irisY + gazeY * 7).toFixed(1);
      setAttribute(part.iris, 'transform', `translate(${x} ${y})`);
    }
  }

  #showBrows({ brow_furrow: furrow, mouth_curve: curve, eye_open: open }) {
    const path = browPath({ furrow, curve, open });
    for (const brow of this.#brows) setAttribute(brow, 'd', path);
    const crease = furrow * (1.4 - Math.max(0, curve));
    setAttribute(this.#svg.querySelector('#furrow'), 'opacity', Math.min(1, Math.max(0, crease)).toFixed(2));
  }

  #showMouth({ mouth_curve: curve, mouth_width: open, mouth_wide: wide, mouth_round: round, beat }) {
    const shapes = mouthShapes({ curve, open, wide, round });
    const { part, clip } = this.#mouth;
    setAttribute(part['upper-lip'], 'd', shapes.upperLip);
    setAttribute(part['lower-lip'], 'd', shapes.lowerLip);
    setAttribute(part.inside, 'd', shapes.inside);
    setAttribute(clip, 'd', shapes.inside);
    setAttribute(part.seam, 'd', shapes.seam);
    setAttribute(part.seam, 'opacity', Math.max(0, 1 - open * 4).toFixed(2));
    setAttribute(part.teeth, 'transform', `translate(0 ${shapes.teethY.toFixed(1)})`);
    setAttribute(part.tongue, 'transform', `translate(0 ${(shapes.tongueY + 2).toFixed(1)})`);
    setAttribute(part.shine, 'transform', `translate(0 ${shapes.lipShineY.toFixed(1)})`);
    setAttribute(part.chin, 'transform', `translate(0 ${shapes.shadowY.toFixed(1)})`);
    setAttribute(part.dimples, 'opacity', shapes.dimple.toFixed(2));
    const y = shapes.dimpleY.toFixed(1);
    setAttribute(part['dimple-right'], 'transform', `translate(${shapes.dimpleX.toFixed(1)} ${y})`);
    setAttribute(part['dimple-left'], 'transform', `translate(${(-shapes.dimpleX).toFixed(1)} ${y})`);
    const blush = (0.25 + Math.max(0, curve) * 0.6 + eased(beat) * 0.12).toFixed(2);
    setAttribute(this.#svg.querySelector('#blush-left'), 'opacity', blush);
    setAttribute(this.#svg.querySelector('#blush-right'), 'opacity', blush);
  }

  #showHeart({ beat }, { gazeX, gazeY }) {
    const find = (id) => this.#svg.querySelector(id);
    const pulse = eased(beat);
    setAttribute(find('#heart-glow'), 'opacity', (0.28 + 0.72 * pulse).toFixed(2));
    setAttribute(find('#halo'), 'opacity', (0.72 + 0.28 * pulse).toFixed(2));
    setAttribute(find('#star'), 'opacity', (0.55 + 0.45 * pulse).toFixed(2));
    if (this.#still) return;
    setAttribute(find('#heart-gem'), 'transform', `scale(${(0.86 + 0.26 * pulse).toFixed(3)})`);
    setAttribute(find('#heart-glow'), 'transform', `scale(${(0.8 + 0.3 * pulse).toFixed(3)})`);
    setAttribute(find('#heart-ring'), 'transform', `scale(${(0.5 + 1.2 * pulse).toFixed(3)})`);
    setAttribute(find('#heart-ring'), 'opacity', (0.5 * pulse * (1 - pulse) * 2).toFixed(2));
    // The figure rises a little with every beat, and the head follows the eyes.
    const rise = (-2.6 * pulse).toFixed(1);
    const swell = 1 + 0.005 * pulse;
    setAttribute(find('#figure'), 'transform',
      `translate(${(MIDDLE_X * (1 - swell)).toFixed(2)} ${rise}) scale(${swell.toFixed(4)})`);
    setAttribute(find('#head'), 'transform',
      `translate(${(gazeX * 3).toFixed(1)} ${(gazeY * 2 - pulse).toFixed(1)}) `
      + `rotate(${(gazeX * 1.1).toFixed(2)} ${MIDDLE_X} ${NECK_Y})`);
  }

  #showTints(spirits) {
    const { glow, accent } = tints(spirits);
    const key = `${glow}|${accent}`;
    if (key === this.#tints) return;
    this.#tints = key;
    for (const stop of this.#stops) {
      const tint = stop.dataset.tint === 'glow' ? glow : accent;
      const { base, mix } = stop.dataset;
      setAttribute(stop, 'stop-color', css(base ? blend(rgb(base), tint, Number(mix)) : tint));
    }
    this.#onTints(css(glow), css(accent));
  }
}

// The feelings move mouth_curve only between -0.5 and 0.6, which is hard to see on a small face, so the curve is exaggerated
// there. -1, 0 and 1 stay as they are.
function exaggerated(curve) {
  return curve * (1.55 - 0.55 * Math.abs(curve));
}

function eased(beat) {
  return beat * beat * (3 - 2 * beat);
}

function parts(root, more) {
  const part = {};
  for (const element of root.querySelectorAll('[data-part]')) part[element.dataset.part] = element;
  return { part, ...more };
}

function rgb(hex) {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}
