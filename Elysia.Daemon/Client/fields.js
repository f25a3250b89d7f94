// The twelve fields of the avatar, in wire order.

export const FIELDS = [
  'mouth_curve', 'eye_open', 'brow_furrow', 'beat', 'mouth_width',
  'fire', 'water', 'earth', 'air', 'light', 'dark', 'aether',
];

export const BEAT = 3;

// Shown until the first keyframe arrives.
export const INITIAL_VALUES = [0, 1, 0, 0, 0, 0.1, 0.1, 0.3, 0.2, 0.2, 0.1, 0.1];

function minimumOf(field) {
  return field === 0 ? -1 : 0;
}

/** Clamps a value to the field's range; NaN becomes the minimum. */
export function clampToField(field, value) {
  const minimum = minimumOf(field);
  return value > minimum ? Math.min(1, value) : minimum;
}
