// The six cards, each with a chart and its figures. Pointing at a second in one chart shows that second in all of them.

import { Chart } from './statuschart.js';
import { bytes, count, kilobytes, megabytes, short } from './statusformat.js';
import { onPaletteChange } from './statuspalette.js';

const CARDS = {
  rate: {
    lines: [{ key: 'rate_hz', color: 'violet', fill: true }], least: 60,
    now: (s) => count(s.rate_hz), more: (s) => [['skipped', s.skipped, s.skipped > 0 ? 'ember' : null]],
  },
  viewers: {
    lines: [{ key: 'viewers', color: 'mint', fill: true }, { key: 'slow', color: 'ember' }], least: 4,
    now: (s) => count(s.viewers), more: (s) => [['slow', s.slow, 'ember']],
  },
  age: {
    lines: [{ key: 'age_p50', color: 'blue', fill: true }, { key: 'age_p95', color: 'gold' }, { key: 'age_p99', color: 'ember' }],
    least: 1,
    now: (s) => short(s.age_p50), more: (s) => [['p95', short(s.age_p95), 'gold'], ['p99', short(s.age_p99), 'ember']],
  },
  cpu: {
    lines: [{ key: 'cpu', color: 'green', fill: true }], least: 10,
    now: (s) => short(s.cpu), more: () => [],
  },
  memory: {
    lines: [{ key: 'memory', color: 'rose', fill: true }], least: 50, scale: 1_000_000,
    now: (s) => megabytes(s.memory), more: (s, report) => [['limit', bytes(report.memory_limit_bytes), null]],
  },
  bytes: {
    lines: [{ key: 'bytes', color: 'sky', fill: true }], least: 1, scale: 1_000,
    now: (s) => kilobytes(s.bytes), more: (s) => [['frames a second', count(s.frames), null]],
  },
};

export class Cards {
  #cards;
  #at = null;
  #shown = null;

  constructor(root) {
    this.#cards = [...root.querySelectorAll('[data-chart]')].map((element) => {
      const card = CARDS[element.dataset.chart];
      const canvas = element.querySelector('canvas');
      return { ...card, element, canvas, chart: new Chart(canvas, card) };
    });
    for (const { canvas, chart } of this.#cards) {
      canvas.addEventListener('pointermove', (event) => this.#point(chart.secondAt(event.offsetX, this.#shown?.seconds ?? 2)));
      canvas.addEventListener('pointerleave', () => this.#point(null));
    }
    onPaletteChange(() => this.redraw());
  }

  show(samples, seconds, report) {
    this.#shown = { samples, seconds, report };
    this.#draw();
  }

  redraw() {
    if (this.#shown) this.#draw();
  }

  #point(at) {
    this.#at = at;
    this.redraw();
  }

  #draw() {
    const { samples, seconds, report } = this.#shown;
    const at = this.#at !== null && this.#at < samples.length ? this.#at : null;
    const sample = samples[samples.length - 1 - (at ?? 0)];
    for (const card of this.#cards) {
      card.chart.draw(samples, seconds, at);
      if (!sample) continue;
      const unit = card.element.querySelector('.now span').textContent;
      card.element.querySelector('.now b').textContent = card.now(sample);
      card.canvas.setAttribute('aria-label', `${card.element.querySelector('h2').textContent}: ${card.now(sample)} ${unit}`);
      card.element.querySelector('.more').replaceChildren(...card.more(sample, report).map(figure));
    }
  }
}

function figure([name, value, color]) {
  const element = document.createElement(color ? 'i' : 'em');
  element.className = 'figure';
  if (color) element.style.color = `var(--${color})`;
  const shown = document.createElement('span');
  shown.textContent = ` ${value}`;
  element.append(name, shown);
  return element;
}
