// The twelve fields of the avatar, in the order of the wire.

export const FIELDS = [
  'mouth_curve', 'eye_open', 'brow_furrow', 'beat', 'mouth_width',
  'fire', 'water', 'earth', 'air', 'light', 'dark', 'aether',
];

export const BEAT = 3;
export const MOUTH_WIDTH = 4;

// What she looks like before the server has spoken.
export const INITIAL_VALUES = [0, 1, 0, 0, 0, 0.1, 0.1, 0.3, 0.2, 0.2, 0.1, 0.1];

export function minimumOf(field) {
  return field === 0 ? -1 : 0;
}

/** The nearest value that the field may have; its least for NaN. */
export function clampToField(field, value) {
  const least = minimumOf(field);
  return value > least ? Math.min(1, value) : least;
}
