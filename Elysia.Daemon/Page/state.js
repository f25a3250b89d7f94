// What the server last said about the avatar.

/** Every field with its range and its value before the server has spoken. */
export const EXPRESSION = {
  mouth_curve: { least: -1, most: 1, start: 0 },
  eye_open: { least: 0, most: 1, start: 1 },
  brow_furrow: { least: 0, most: 1, start: 0 },
  beat: { least: 0, most: 1, start: 0 },
  mouth_width: { least: 0, most: 1, start: 0 },
};

export const SPIRITS = {
  fire: { least: 0, most: 1, start: 0.1 },
  water: { least: 0, most: 1, start: 0.1 },
  earth: { least: 0, most: 1, start: 0.3 },
  air: { least: 0, most: 1, start: 0.2 },
  light: { least: 0, most: 1, start: 0.2 },
  dark: { least: 0, most: 1, start: 0.1 },
  aether: { least: 0, most: 1, start: 0.1 },
};

export function newState() {
  return { expression: starts(EXPRESSION), spirits: starts(SPIRITS) };
}

/** True for the messages that carry state: the first one has no type. */
export function isState(message) {
  return message.type === undefined || message.type === 'full' || message.type === 'delta';
}

/** Takes over what the message carries, in place. Unknown fields and values that are no number stay outside. */
export function applyState(state, message) {
  take(state.expression, message.expression, EXPRESSION);
  take(state.spirits, message.spirits, SPIRITS);
  return state;
}

function take(group, values, fields) {
  if (values === null || typeof values !== 'object') return;
  for (const name in fields) {
    const value = values[name];
    if (!Number.isFinite(value)) continue;
    group[name] = Math.min(fields[name].most, Math.max(fields[name].least, value));
  }
}

function starts(fields) {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.start]));
}
