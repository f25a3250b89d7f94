// Names what the face shows, for the caption and for screen readers.

/** Returns a key of i18n.js. The thresholds follow the server's mapping from mood to face. */
export function moodKey({ mouth_curve: curve, eye_open: open, brow_furrow: furrow }) {
  // 0.85 corresponds to an arousal of 0.7, above which the server furrows the brows.
  const excited = open > 0.84;
  if (curve < -0.45) return furrow > 0.25 ? 'moodTroubled' : 'moodSorrowful';
  if (curve < -0.12) return 'moodWistful';
  if (curve > 0.3 && excited) return 'moodThrilled';
  if (curve > 0.5) return 'moodRadiant';
  if (curve > 0.14) return 'moodSmiling';
  return furrow > 0.15 || open > 0.74 ? 'moodIntent' : 'moodSerene';
}
