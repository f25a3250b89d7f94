// Expands the compact speech message of protocol 2 to the form of protocol 1, which pages receive.

import { FIELDS } from './fields.js';

const FIRST_SPIRIT = 5;

/** `values` provides the spirits. A message that is in the form of protocol 1 already is returned as it is. */
export function expandSpeech(message, values) {
  if (!Array.isArray(message.lips)) return message;
  const { lips, ...rest } = message;
  return { spirits: spiritsOf(values), ...rest, lipsync: lipsyncOf(lips) };
}

/** Reads `[ms since the previous key, open, wide, round]`, shapes in hundredths; stops at the first malformed key. */
function lipsyncOf(lips) {
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
