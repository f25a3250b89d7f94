// The shapes of one eye, drawn around its own centre for the right side; the left one is its mirror.

/**
 * `open` is eye_open, `smile` 0..1 lifts the lower lid, `blink` 0..1 closes the eye for a moment.
 * At rest the server says about 0.6, so that value has to look awake: hence the root.
 */
export function eyeShapes({ open, smile, blink }) {
  const aperture = Math.max(0, open) ** 0.62 * (1 - blink);
  const innerX = -54, outerX = 57;
  const innerY = 11 - aperture * 4, outerY = 8 - aperture * 15;
  // Control points of the lids; a cubic reaches three quarters of their height. Closed lids meet below.
  const upperInner = mix(25, -62, aperture), upperOuter = mix(27, -68, aperture);
  const lowerInner = mix(26, 37 - smile * 11, aperture), lowerOuter = mix(28, 43 - smile * 15, aperture);
  const upper = `C${n(-34)} ${n(upperInner)} ${n(26)} ${n(upperOuter)} ${n(outerX)} ${n(outerY)}`;
  const lowerBack = `C${n(36)} ${n(lowerOuter)} ${n(-28)} ${n(lowerInner)} ${n(innerX)} ${n(innerY)}`;
  const start = `M${n(innerX)} ${n(innerY)}`;
  const wingX = outerX + 13, wingY = outerY - mix(-2, 12, aperture);
  const thick = mix(7, 11, aperture);
  return {
    opening: `${start}${upper}${lowerBack}Z`,
    // The lash line: thin at the nose, heavy and winged outside.
    lash: `${start}${upper}Q${n(outerX + 7)} ${n(outerY + 1)} ${n(wingX)} ${n(wingY)}`
      + `Q${n(outerX + 2)} ${n(outerY - 6)} ${n(outerX - 5)} ${n(mix(outerY - 6, outerY - 19, aperture))}`
      + `C${n(26)} ${n(upperOuter - thick * 0.6)} ${n(-31)} ${n(upperInner - thick)} ${n(innerX)} ${n(innerY)}Z`,
    lower: `M${n(outerX - 3)} ${n(outerY + 3)}${lowerBack}`,
    crease: `M${n(-46)} ${n(mix(2, -28, aperture))}`
      + `C${n(-24)} ${n(mix(-8, -75, aperture))} ${n(30)} ${n(mix(-8, -79, aperture))}`
      + ` ${n(62)} ${n(mix(-6, -30, aperture))}`,
    irisY: mix(10, -8, aperture) - smile * 2,
  };
}

function mix(from, to, part) {
  return from + (to - from) * part;
}

function n(value) {
  return value.toFixed(1);
}
