// A line chart on a canvas; the newest second is at the right.

import { palette } from './statuspalette.js';

const LABEL_PX = 11;
const LEFT = 40;
const BOTTOM = 18;
const TOP = 8;
const RIGHT = 8;

/** The next round number, so that the axis does not change with every sample. */
export function niceCeiling(value) {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((s) => s * power >= value * (1 - 1e-9));
  return step * power;
}

export class Chart {
  /** `lines` is [{ key, color, fill }] with the front line first; the top of the axis is at least `least`. */
  constructor(canvas, { lines, least = 1, scale = 1 }) {
    Object.assign(this, { canvas, lines, least, scale });
  }

  /** Draws the samples of the last `seconds`; `at` is the second under the pointer, counted back from now, or null. */
  draw(samples, seconds, at = null) {
    const { width, height, ctx } = this.#fit();
    if (width === 0) return;
    ctx.clearRect(0, 0, width, height);
    const highest = Math.max(0, ...samples.flatMap((s) => this.lines.map((l) => s[l.key] / this.scale)));
    const top = niceCeiling(Math.max(this.least, highest * 1.08));
    const x = (back) => width - RIGHT - (back / (seconds - 1)) * (width - LEFT - RIGHT);
    const y = (value) => height - BOTTOM - (value / top) * (height - BOTTOM - TOP);
    this.#grid(ctx, width, seconds, top, x, y);
    for (const line of [...this.lines].reverse()) this.#line(ctx, line, samples, x, y, height);
    if (at !== null && samples.length > at) this.#pointer(ctx, samples, at, x, y, height);
  }

  /** The second, counted back from now, at a horizontal position on the canvas. */
  secondAt(offsetX, seconds) {
    const width = this.canvas.clientWidth;
    const part = (width - RIGHT - offsetX) / (width - LEFT - RIGHT);
    return Math.min(seconds - 1, Math.max(0, Math.round(part * (seconds - 1))));
  }

  #fit() {
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [this.canvas.clientWidth, this.canvas.clientHeight];
    if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(height * ratio)) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
    }
    const ctx = this.canvas.getContext('2d');
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    return { width, height, ctx };
  }

  #grid(ctx, width, seconds, top, x, y) {
    ctx.font = `${LABEL_PX}px ui-sans-serif, system-ui, sans-serif`;
    ctx.fillStyle = palette().axis;
    ctx.strokeStyle = palette().grid;
    ctx.lineWidth = 1;
    ctx.textAlign = 'right';
    ctx.textBaseline = 'middle';
    for (const part of [0, 0.5, 1]) {
      const level = Math.round(y(top * part)) + 0.5;
      ctx.beginPath();
      ctx.moveTo(LEFT, level);
      ctx.lineTo(width - RIGHT, level);
      ctx.stroke();
      ctx.fillText(tick(top * part), LEFT - 6, level);
    }
    ctx.textBaseline = 'top';
    const bottom = y(0) + 5;
    for (const part of [1, 0.5]) {
      ctx.textAlign = part === 1 ? 'left' : 'center';
      ctx.fillText(`−${ago(seconds * part)}`, x((seconds - 1) * part), bottom);
    }
    ctx.textAlign = 'right';
    ctx.fillText('now', width - RIGHT, bottom);
  }

  #line(ctx, { key, color: name, fill }, samples, x, y, height) {
    if (samples.length === 0) return;
    const color = palette()[name];
    ctx.beginPath();
    samples.forEach((sample, i) => ctx.lineTo(x(samples.length - 1 - i), y(sample[key] / this.scale)));
    ctx.strokeStyle = color;
    ctx.lineWidth = 1.75;
    ctx.lineJoin = 'round';
    ctx.stroke();
    const [headX, headY] = [x(0), y(samples.at(-1)[key] / this.scale)];
    if (fill) {
      ctx.lineTo(headX, y(0));
      ctx.lineTo(x(samples.length - 1), y(0));
      const shade = ctx.createLinearGradient(0, TOP, 0, height - BOTTOM);
      shade.addColorStop(0, `${color}55`);
      shade.addColorStop(1, `${color}05`);
      ctx.fillStyle = shade;
      ctx.fill();
    }
    ctx.beginPath();
    ctx.arc(headX, headY, 3, 0, 2 * Math.PI);
    ctx.fillStyle = color;
    ctx.fill();
  }

  #pointer(ctx, samples, at, x, y, height) {
    const sample = samples[samples.length - 1 - at];
    ctx.strokeStyle = palette().pointer;
    ctx.beginPath();
    ctx.moveTo(x(at), TOP);
    ctx.lineTo(x(at), height - BOTTOM);
    ctx.stroke();
    for (const { key, color } of this.lines) {
      ctx.beginPath();
      ctx.arc(x(at), y(sample[key] / this.scale), 3.5, 0, 2 * Math.PI);
      ctx.fillStyle = palette()[color];
      ctx.fill();
    }
  }
}

/** A label of the axis, with up to three significant digits. */
export function tick(value) {
  const shown = Number(value.toPrecision(3));
  return shown >= 10_000 ? `${Number((shown / 1_000).toPrecision(3))}k` : String(shown);
}

function ago(seconds) {
  if (seconds < 60) return `${seconds} s`;
  const minutes = seconds / 60;
  return `${Number.isInteger(minutes) ? minutes : minutes.toFixed(1)} min`;
}
