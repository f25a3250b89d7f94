// A speech message of protocol 2, and what a page hears of it: with names, seconds and the spirits it is said with.

import { FIELDS } from './fields.js';

const FIRST_SPIRIT = 5;

/** Her words as protocol 1 has them; a message that has its lip-sync by name already stays as it is. */
export function expandSpeech(message, values) {
  if (!Array.isArray(message.lips)) return message;
  const { lips, ...rest } = message;
  return { spirits: spiritsOf(values), ...rest, lipsync: lipsyncOf(lips) };
}

/** `[ms since the one before, open, wide, round]` in hundredths, zeros at the end left out; up to the first that is none. */
export function lipsyncOf(lips) {
  const keys = [];
  let ms = 0;
  for (const key of lips) {
    if (!Array.isArray(key) || !key.every(Number.isFinite) || !(key[0] >= 0)) break;
    const [after, open = 0, wide = 0, round = 0] = key;
    ms += after;
    keys.push({ time: ms / 1000, mouth_width: open / 100, wide: wide / 100, round: round / 100 });
  }
  return keys;
}

function spiritsOf(values) {
  return Object.fromEntries(FIELDS.slice(FIRST_SPIRIT).map((name) => [name, values[name]]));
}
