// One word for what the face shows, for the caption and for readers who cannot see it.

/** A key of i18n.js. The borders are those of the server's mapping from mood to face. */
export function moodKey({ mouth_curve: curve, eye_open: open, brow_furrow: furrow }) {
  // 0.85 is an arousal of 0.7, where the server begins to furrow.
  const excited = open > 0.84;
  if (curve < -0.45) return furrow > 0.25 ? 'moodTroubled' : 'moodSorrowful';
  if (curve < -0.12) return 'moodWistful';
  if (curve > 0.3 && excited) return 'moodThrilled';
  if (curve > 0.5) return 'moodRadiant';
  if (curve > 0.14) return 'moodSmiling';
  return furrow > 0.15 || open > 0.74 ? 'moodIntent' : 'moodSerene';
}
