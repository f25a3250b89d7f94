// The motion of one field as a closed form of server time. The daemon computes the same formulas in C#; shared test vectors keep
// both equal to a millionth. Times are integer microseconds, values integer millionths.

import { BEAT } from './fields.js';

export const HOLD = 0;
export const APPROACH = 1;
export const HEART = 2;
export const CURVE = 3;

export const DEFAULT_TAU_MS = 60;
export const MAX_KEYS = 48;

const ONE = 1_000_000;
const MAX_TAU_MS = 60_000;

/** Parses the motion of a field, or returns null when it is malformed. `tUs` is the message's time. */
export function readMotion(field, value, tUs) {
  if (field === BEAT) return readHeart(value, tUs);
  if (typeof value === 'number') return isValue(value) ? hold(tUs, micros(value)) : null;
  if (Array.isArray(value)) return readApproach(value, tUs);
  return value !== null && typeof value === 'object' ? readCurve(value, tUs) : null;
}

export function hold(startUs, at) {
  return { kind: HOLD, startUs, from: at, numbers: [at] };
}

/** `keys` holds value and slope of the first key, then milliseconds, value and slope of each further one, in millionths. */
export function curve(startUs, keys) {
  return { kind: CURVE, startUs, from: keys[0], numbers: [0, ...keys] };
}

/** The value at a server time, not yet clamped to the field's range. */
export function valueAt(motion, us) {
  switch (motion.kind) {
    case APPROACH: return approachAt(motion, us);
    case HEART: return beatAt(motion, us);
    case CURVE: return curveAt(motion, us);
    default: return motion.from / ONE;
  }
}

/** FNV-1a over the numbers of all motions; equals the server's digest if this client knows the same motions. */
export function digestOf(motions) {
  let hash = 2166136261;
  const add = (word) => {
    for (let i = 0; i < 4; i++) {
      hash = Math.imul(hash ^ (word & 0xff), 16777619);
      word >>>= 8;
    }
  };
  for (const motion of motions) {
    add(motion.kind);
    if (motion.kind !== HOLD) {
      add(motion.startUs % 4294967296);
      add(Math.floor(motion.startUs / 4294967296));
    }
    for (const number of motion.numbers) add(number);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

function readApproach(value, tUs) {
  const [target, from, velocity = 0, tau = DEFAULT_TAU_MS, ago = 0] = value;
  if (value.length < 2 || value.length > 5) return null;
  if (!isValue(target) || !isValue(from) || !isSpeed(velocity) || !isTau(tau) || !isAgo(ago, tUs)) return null;
  return approach(APPROACH, tUs - micros(ago / 1000), [micros(from), micros(velocity), micros(target), tau]);
}

function readHeart(value, tUs) {
  if (!Array.isArray(value) || value.length < 2 || value.length > 6) return null;
  const [hertz, phase, from = hertz, velocity = 0, tau = DEFAULT_TAU_MS, ago = 0] = value;
  if (!isSpeed(hertz) || !isSpeed(from) || !isValue(phase) || phase < 0) return null;
  if (!isSpeed(velocity) || !isTau(tau) || !isAgo(ago, tUs)) return null;
  const heart = approach(HEART, tUs - micros(ago / 1000), [micros(from), micros(velocity), micros(hertz), tau]);
  heart.phase = micros(phase) / ONE;
  heart.numbers = [micros(phase), ...heart.numbers];
  return heart;
}

function approach(kind, startUs, numbers) {
  const [from, velocity, target, tau] = numbers;
  const tauS = tau / 1000;
  const a = from / ONE - target / ONE;
  const b = velocity / ONE + a / tauS;
  return { kind, startUs, from, target: target / ONE, tauS, a, b, numbers };
}

function readCurve({ keys, ago = 0 }, tUs) {
  if (!Array.isArray(keys) || keys.length < 2 || keys.length % 3 !== 2 || keys.length > MAX_KEYS * 3 || !isAgo(ago, tUs)) {
    return null;
  }
  const numbers = [];
  for (let i = 0; i < keys.length; i++) {
    // The first key has a value and a slope; each further one begins with the milliseconds since the previous key.
    const part = (i + 1) % 3;
    const fine = part === 1 ? isValue(keys[i]) : part === 2 ? isSpeed(keys[i]) : isTau(keys[i]);
    if (!fine) return null;
    numbers.push(part === 0 ? keys[i] : micros(keys[i]));
  }
  return curve(tUs - micros(ago / 1000), numbers);
}

function approachAt({ startUs, from, target, tauS, a, b }, us) {
  const seconds = (us - startUs) / ONE;
  return seconds <= 0 ? from / ONE : target + (a + b * seconds) * Math.exp(-seconds / tauS);
}

function beatAt({ startUs, phase, target, tauS, a, b }, us) {
  const t = Math.max(0, (us - startUs) / ONE);
  const fade = Math.exp(-t / tauS);
  const tail = b * tauS * tauS;
  const turns = phase + (target * t + a * tauS + tail - fade * ((a + b * t) * tauS + tail));
  return Math.abs((turns - Math.floor(turns)) * 2 - 1);
}

function curveAt({ startUs, numbers }, us) {
  let ms = (us - startUs) / 1000;
  if (ms <= 0) return numbers[1] / ONE;
  for (let i = 3; i < numbers.length; i += 3) {
    if (ms < numbers[i]) return interpolate(numbers, i, ms / numbers[i]);
    ms -= numbers[i];
  }
  return numbers[numbers.length - 2] / ONE;
}

function interpolate(numbers, i, part) {
  const seconds = numbers[i] / 1000;
  const p0 = numbers[i - 2] / ONE;
  const p1 = numbers[i + 1] / ONE;
  const m0 = numbers[i - 1] / ONE * seconds;
  const m1 = numbers[i + 2] / ONE * seconds;
  const c2 = 3 * (p1 - p0) - 2 * m0 - m1;
  const c3 = 2 * (p0 - p1) + m0 + m1;
  return p0 + part * (m0 + part * (c2 + part * c3));
}

function micros(value) {
  // Adding 0 turns -0 into 0.
  return Math.round(value * ONE) + 0;
}

function isValue(value) {
  return typeof value === 'number' && value >= -1 && value <= 1;
}

function isSpeed(value) {
  return typeof value === 'number' && value >= -1_000 && value <= 1_000;
}

function isTau(value) {
  return Number.isInteger(value) && value >= 1 && value <= MAX_TAU_MS;
}

function isAgo(value, tUs) {
  return typeof value === 'number' && value >= 0 && value * 1000 <= tUs + 0.5;
}
