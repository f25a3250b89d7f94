// From samples at 15 to 60 Hz to values for every frame of the screen.

// How quickly a shown value follows, in ms: a mood may arrive as one step and still has to
// look like a movement. The beat is smooth already and would lose its height, so it is not slowed.
const FOLLOW_MS = { mouth_curve: 150, eye_open: 90, brow_furrow: 120, beat: 0, mouth_width: 22, mouth_wide: 40, mouth_round: 40 };
const FOLLOW_SPIRIT_MS = 320;

const LEAST_DELAY_MS = 16;
const MOST_DELAY_MS = 110;
const SILENCE_MS = 200;
const CLOSE_ENOUGH = 0.0004;

// 110 ms at 60 Hz are 7 samples; a hidden tab draws no frame and must not collect more.
const MOST_SAMPLES = 16;

/**
 * Shows the samples a moment late, so that there is nearly always a next one to move towards.
 * The moment is a little more than the measured distance between two samples.
 */
export class Motion {
  #samples = [];
  #intervalMs = 40;
  #shown = null;
  #shownAtMs = 0;

  get delayMs() {
    return Math.min(MOST_DELAY_MS, Math.max(LEAST_DELAY_MS, this.#intervalMs * 1.2));
  }

  /** A new sample: an object of plain numbers, copied. */
  push(values, nowMs) {
    const last = this.#samples.at(-1);
    const gap = last ? nowMs - last.atMs : 0;
    if (last && gap < SILENCE_MS) this.#intervalMs += (Math.max(1, gap) - this.#intervalMs) * 0.1;
    // During a silence the values rested: they start to move one interval ago, not back then.
    if (gap > this.#intervalMs * 2) {
      this.#samples.push({ atMs: nowMs - this.#intervalMs, values: last.values });
    }
    this.#samples.push({ atMs: nowMs, values: { ...values } });
    if (this.#samples.length > MOST_SAMPLES) this.#samples.splice(0, this.#samples.length - MOST_SAMPLES);
  }

  /** The values to show now; `override` replaces some targets, as the lips of a speech do. */
  sample(nowMs, override) {
    if (this.#samples.length === 0) return null;
    const target = { ...this.#at(nowMs - this.delayMs), ...override };
    this.#shown ??= { ...target };
    const elapsedMs = Math.max(0, nowMs - this.#shownAtMs);
    this.#shownAtMs = nowMs;
    for (const name in target) this.#shown[name] = follow(name, this.#shown[name], target[name], elapsedMs);
    return this.#shown;
  }

  #at(atMs) {
    const samples = this.#samples;
    // Keep one sample before the moment that is shown, forget the rest.
    while (samples.length > 1 && samples[1].atMs <= atMs) samples.shift();
    if (samples.length === 1 || atMs <= samples[0].atMs) return samples[0].values;
    const [from, to] = samples;
    const part = (atMs - from.atMs) / (to.atMs - from.atMs);
    const values = {};
    for (const name in to.values) values[name] = from.values[name] + (to.values[name] - from.values[name]) * part;
    return values;
  }
}

function follow(name, shown, target, elapsedMs) {
  const followMs = FOLLOW_MS[name] ?? FOLLOW_SPIRIT_MS;
  if (followMs === 0 || Math.abs(target - shown) < CLOSE_ENOUGH) return target;
  return shown + (target - shown) * (1 - Math.exp(-elapsedMs / followMs));
}
