// What the server said about how she moves, and what a screen shows of it.

import { FIELDS, INITIAL_VALUES, clampToField } from './fields.js';
import { digestOf, hold, readMotion, valueAt } from './motion.js';

// A message that comes late has its moment in the past: what it changes is taken up smoothly, not at once.
const BLEND_US = 60_000;
const BLEND_END = 12;

// 250 ms of messages at 60 a second, and room for as much again.
const MAX_WAITING = 32;

export class MotionBuffer {
  /** By how much a picture may jump without being seen: the server's threshold. */
  threshold = 0.01;

  #motions = INITIAL_VALUES.map((value) => [hold(0, value * 1_000_000)]);
  #blends = FIELDS.map(() => ({ offset: 0, atUs: 0 }));
  #shown = [...INITIAL_VALUES];
  #lastUs = 0;

  /** Another server, another time: what is shown stays until it says otherwise. */
  reset() {
    this.#motions = this.#shown.map((value) => [hold(0, Math.round(value * 1_000_000))]);
    this.#blends.forEach((blend) => { blend.offset = 0; });
    this.#lastUs = 0;
  }

  /** Takes a keyframe or a delta; the names of what changed, or null when the message is not as the protocol has it. */
  apply(message) {
    const { t, motion } = message;
    if (!Number.isFinite(t) || t < 0 || motion === null || typeof motion !== 'object' || Array.isArray(motion)) return null;
    const tUs = Math.round(t * 1000);
    const read = [];
    for (const [name, value] of Object.entries(motion)) {
      const field = FIELDS.indexOf(name);
      // A field that this client does not know belongs to a newer server.
      if (field < 0) continue;
      const known = readMotion(field, value, tUs);
      if (known === null) return null;
      read.push([field, known]);
    }
    if (message.type === 'keyframe' && read.length < FIELDS.length) return null;
    for (const [field, known] of read) this.#queue(field, known);
    return read.map(([field]) => FIELDS[field]);
  }

  /** The digest of all that was said; the server's is the same, or something is wrong. */
  digest() {
    return digestOf(this.#motions.map((waiting) => waiting[waiting.length - 1]));
  }

  /** Writes the twelve values at a moment of server time into `values`. */
  evaluate(us, values) {
    const now = Math.max(us, this.#lastUs);
    for (let field = 0; field < FIELDS.length; field++) {
      const waiting = this.#motions[field];
      while (waiting.length > 1 && waiting[1].startUs <= now) this.#advance(field, waiting);
      this.#shown[field] = clampToField(field, valueAt(waiting[0], now) + this.#offset(field, now));
      values[FIELDS[field]] = this.#shown[field];
    }
    this.#lastUs = now;
    return values;
  }

  #queue(field, motion) {
    const waiting = this.#motions[field];
    // What was to come later is history; what is shown stays until the new one begins.
    while (waiting.length > 1 && waiting[waiting.length - 1].startUs >= motion.startUs) waiting.pop();
    waiting.push(motion);
    if (waiting.length > MAX_WAITING) waiting.splice(1, waiting.length - MAX_WAITING);
  }

  #advance(field, waiting) {
    const atUs = Math.max(waiting[1].startUs, this.#lastUs);
    const before = valueAt(waiting[0], atUs) + this.#offset(field, atUs);
    waiting.shift();
    const offset = before - valueAt(waiting[0], atUs);
    const blend = this.#blends[field];
    blend.offset = this.#lastUs > 0 && Math.abs(offset) > this.threshold ? offset : 0;
    blend.atUs = atUs;
  }

  #offset(field, us) {
    const { offset, atUs } = this.#blends[field];
    if (offset === 0) return 0;
    const x = Math.max(0, (us - atUs) / BLEND_US);
    return x > BLEND_END ? 0 : offset * (1 + x) * Math.exp(-x);
  }
}
