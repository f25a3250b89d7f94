// Keeps the motions that the server announced and computes the values to show. A motion waits until playback reaches its start.

import { FIELDS, INITIAL_VALUES, clampToField } from './fields.js';
import { digestOf, hold, readMotion, valueAt } from './motion.js';

// A motion that arrives after its start would make the face jump, so the difference is blended out with this time constant.
const BLEND_US = 60_000;
const BLEND_TIME_CONSTANTS = 12;

// Twice the 15 motions of a field that 250 ms of delay can hold at 60 messages a second.
const MAX_WAITING = 32;

export class MotionBuffer {
  /** Smaller jumps are not blended: the server's threshold. */
  threshold = 0.01;

  #motions = INITIAL_VALUES.map((value) => [hold(0, value * 1_000_000)]);
  #blends = FIELDS.map(() => ({ offset: 0, atUs: 0 }));
  #shown = [...INITIAL_VALUES];
  #lastUs = 0;

  /** For another server: forgets all motions and holds the values that are shown now. */
  reset() {
    this.#motions = this.#shown.map((value) => [hold(0, Math.round(value * 1_000_000))]);
    this.#blends.forEach((blend) => { blend.offset = 0; });
    this.#lastUs = 0;
  }

  /** Applies a keyframe or a delta. Returns the names of the changed fields, or null when the message is malformed. */
  apply(message) {
    const { t, motion } = message;
    if (!Number.isFinite(t) || t < 0 || motion === null || typeof motion !== 'object' || Array.isArray(motion)) return null;
    const tUs = Math.round(t * 1000);
    const read = [];
    for (const [name, value] of Object.entries(motion)) {
      const field = FIELDS.indexOf(name);
      // A newer server may send fields that this client does not know.
      if (field < 0) continue;
      const known = readMotion(field, value, tUs);
      if (known === null) return null;
      read.push([field, known]);
    }
    if (message.type === 'keyframe' && read.length < FIELDS.length) return null;
    for (const [field, known] of read) this.#queue(field, known);
    return read.map(([field]) => FIELDS[field]);
  }

  /** Digest of the latest motions of all fields; it must equal the server's. */
  digest() {
    return digestOf(this.#motions.map((waiting) => waiting[waiting.length - 1]));
  }

  /** Writes the twelve values at a server time into `values` and returns it. */
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
    // The new motion replaces waiting ones that start later. The current one stays until the new one starts.
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
    return x > BLEND_TIME_CONSTANTS ? 0 : offset * (1 + x) * Math.exp(-x);
  }
}
