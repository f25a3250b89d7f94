// Reads `elysia.v2.bin` (docs/PROTOCOL.md): the same messages as `elysia.v2.json`, in a fifth of the bytes.

import { BEAT, FIELDS } from './fields.js';
import { APPROACH, CURVE, DEFAULT_TAU_MS, HEART, HOLD, MAX_KEYS } from './motion.js';

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

/** The message that the bytes say, as JSON would have said it; null when they are none. */
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
  #at = 0;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  message() {
    const head = this.#byte();
    const type = TYPES[head & 3];
    this.#must(type !== undefined && head < 8 && (type !== 'digest' || head & HAS_DIGEST));
    const message = { type, tick: this.#count(), t: this.#count() / 1000 };
    const all = 2 ** FIELDS.length - 1;
    const mask = type === 'keyframe' ? all : type === 'delta' ? this.#count() : 0;
    this.#must(type !== 'delta' || (mask > 0 && mask <= all));
    if (mask > 0) message.motion = {};
    FIELDS.forEach((name, field) => {
      if (mask & (1 << field)) message.motion[name] = this.#motion(field);
    });
    if (head & HAS_DIGEST) message.digest = this.#word();
    this.#must(this.#at === this.#bytes.length);
    return message;
  }

  #motion(field) {
    const head = this.#byte();
    const form = head & 3;
    const has = head - form;
    this.#must((has & ~ALLOWED[form]) === 0 && (form === HEART) === (field === BEAT));
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
    this.#must(count >= 1 && count <= MAX_KEYS);
    const keys = [];
    for (let i = 0; i < count; i++) {
      if (i > 0) keys.push(this.#count());
      keys.push(this.#number(), this.#number());
    }
    return has & HAS_AGO ? { keys, ago: this.#count() / 1000 } : { keys };
  }

  #byte() {
    this.#must(this.#at < this.#bytes.length);
    return this.#bytes[this.#at++];
  }

  /** A whole number from 0: seven bits a byte, the low ones first. Beyond 32 bits, so no shifts. */
  #count() {
    let value = 0;
    for (let i = 0; i < MAX_COUNT_BYTES; i++) {
      const next = this.#byte();
      value += (next & 0x7f) * 2 ** (7 * i);
      if (next < 0x80) {
        this.#must((next > 0 || i === 0) && Number.isSafeInteger(value));
        return value;
      }
    }
    throw new MalformedMessage();
  }

  /** A number of millionths in one of four units; the sign is the lowest bit of what is left. */
  #number() {
    const written = this.#count();
    const zigzag = Math.floor(written / 4);
    const size = Math.floor(zigzag / 2) + zigzag % 2;
    const micros = size * UNITS[written % 4];
    this.#must(micros <= 1_000 * MILLION);
    return (zigzag % 2 ? -micros : micros) / MILLION;
  }

  #word() {
    let hex = '';
    for (let i = 0; i < 4; i++) hex = this.#byte().toString(16).padStart(2, '0') + hex;
    return hex;
  }

  #must(condition) {
    if (!condition) throw new MalformedMessage();
  }
}

/** Without the elements at the end that are as every reader assumes. */
function trimmed(parts, least) {
  const usual = [0, DEFAULT_TAU_MS, 0];
  let length = parts.length;
  while (length > least && parts[length - 1] === usual[length - 1 - least]) length--;
  return parts.slice(0, length);
}
