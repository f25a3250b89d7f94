// Decodes `elysia.v2.bin` (docs/PROTOCOL.md), which carries the messages of `elysia.v2.json` in a fifth of the bytes.

import { BEAT, FIELDS } from './fields.js';
import { APPROACH, DEFAULT_TAU_MS, HEART, HOLD, MAX_KEYS } from './motion.js';

const TYPES = ['digest', 'delta', 'keyframe'];
const HAS_DIGEST = 4;

const HAS_VELOCITY = 4;
const HAS_TAU = 8;
const HAS_AGO = 16;
const HAS_FROM = 32;
const HAS_TAIL = HAS_VELOCITY | HAS_TAU | HAS_AGO;
const ALLOWED = [0, HAS_TAIL, HAS_TAIL | HAS_FROM, HAS_AGO];

const MILLION = 1_000_000;
const UNITS = [1, 100, 1_000, 100_000];
const MAX_COUNT_BYTES = 8;

/** The message as its JSON form would be, or null when the bytes are malformed. */
export function readBinary(buffer) {
  try {
    return new Reader(new Uint8Array(buffer)).message();
  } catch (error) {
    if (error instanceof MalformedMessage) return null;
    throw error;
  }
}

class MalformedMessage extends Error {}

class Reader {
  #bytes;
  #position = 0;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  message() {
    const head = this.#byte();
    const type = TYPES[head & 3];
    this.#require(type !== undefined && head < 8 && (type !== 'digest' || head & HAS_DIGEST));
    const message = { type, tick: this.#count(), t: this.#count() / 1000 };
    const all = 2 ** FIELDS.length - 1;
    const mask = type === 'keyframe' ? all : type === 'delta' ? this.#count() : 0;
    this.#require(type !== 'delta' || (mask > 0 && mask <= all));
    if (mask > 0) message.motion = {};
    FIELDS.forEach((name, field) => {
      if (mask & (1 << field)) message.motion[name] = this.#motion(field);
    });
    if (head & HAS_DIGEST) message.digest = this.#word();
    this.#require(this.#position === this.#bytes.length);
    return message;
  }

  #motion(field) {
    const head = this.#byte();
    const form = head & 3;
    const has = head - form;
    this.#require((has & ~ALLOWED[form]) === 0 && (form === HEART) === (field === BEAT));
    switch (form) {
      case HOLD: return this.#number();
      case APPROACH: return trimmed([this.#number(), this.#number(), ...this.#tail(has)], 2);
      case HEART: return this.#heart(has);
      default: return this.#curve(has);
    }
  }

  #heart(has) {
    const hertz = this.#number(), phase = this.#number();
    const from = has & HAS_FROM ? this.#number() : hertz;
    const parts = trimmed([hertz, phase, from, ...this.#tail(has)], 3);
    return parts.length === 3 && from === hertz ? parts.slice(0, 2) : parts;
  }

  #tail(has) {
    return [
      has & HAS_VELOCITY ? this.#number() : 0,
      has & HAS_TAU ? this.#count() : DEFAULT_TAU_MS,
      has & HAS_AGO ? this.#count() / 1000 : 0,
    ];
  }

  #curve(has) {
    const count = this.#count();
    this.#require(count >= 1 && count <= MAX_KEYS);
    const keys = [];
    for (let i = 0; i < count; i++) {
      if (i > 0) keys.push(this.#count());
      keys.push(this.#number(), this.#number());
    }
    return has & HAS_AGO ? { keys, ago: this.#count() / 1000 } : { keys };
  }

  #byte() {
    this.#require(this.#position < this.#bytes.length);
    return this.#bytes[this.#position++];
  }

  /** An unsigned LEB128 number. It may exceed 32 bits, so the code multiplies instead of shifting. */
  #count() {
    let value = 0;
    for (let i = 0; i < MAX_COUNT_BYTES; i++) {
      const next = this.#byte();
      value += (next & 0x7f) * 2 ** (7 * i);
      if (next < 0x80) {
        this.#require((next > 0 || i === 0) && Number.isSafeInteger(value));
        return value;
      }
    }
    throw new MalformedMessage();
  }

  /** A value in millionths: the low two bits select the unit, the rest is zigzag-encoded. */
  #number() {
    const written = this.#count();
    const zigzag = Math.floor(written / 4);
    const size = Math.floor(zigzag / 2) + zigzag % 2;
    const micros = size * UNITS[written % 4];
    this.#require(micros <= 1_000 * MILLION);
    return (zigzag % 2 ? -micros : micros) / MILLION;
  }

  #word() {
    let hex = '';
    for (let i = 0; i < 4; i++) hex = this.#byte().toString(16).padStart(2, '0') + hex;
    return hex;
  }

  #require(condition) {
    if (!condition) throw new MalformedMessage();
  }
}

/** Omits trailing elements that equal their defaults, as the JSON form does. */
function trimmed(parts, minLength) {
  const defaults = [0, DEFAULT_TAU_MS, 0];
  let length = parts.length;
  while (length > minLength && parts[length - 1] === defaults[length - 1 - minLength]) length--;
  return parts.slice(0, length);
}
