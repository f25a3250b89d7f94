// The shapes of eyes, brows and mouth as SVG path data, each around its own centre. Eyes and brows are drawn for the right side;
// the left side mirrors them.

import { coordinate as n } from './svg.js';

/**
 * `open` is eye_open, `smile` 0..1 lifts the lower lid, `blink` 0..1 closes the eye.
 * eye_open is about 0.6 at rest and must look awake there, hence the exponent.
 */
export function eyeShapes({ open, smile, blink }) {
  const aperture = Math.max(0, open) ** 0.62 * (1 - blink);
  const innerX = -54, outerX = 57;
  const innerY = 11 - aperture * 4, outerY = 8 - aperture * 15;
  // Control points of the lids; a cubic curve reaches three quarters of their height.
  const upperInner = mix(25, -62, aperture), upperOuter = mix(27, -68, aperture);
  const lowerInner = mix(26, 37 - smile * 11, aperture), lowerOuter = mix(28, 43 - smile * 15, aperture);
  const upper = `C${n(-34)} ${n(upperInner)} ${n(26)} ${n(upperOuter)} ${n(outerX)} ${n(outerY)}`;
  const lowerBack = `C${n(36)} ${n(lowerOuter)} ${n(-28)} ${n(lowerInner)} ${n(innerX)} ${n(innerY)}`;
  const start = `M${n(innerX)} ${n(innerY)}`;
  const wingX = outerX + 13, wingY = outerY - mix(-2, 12, aperture);
  const thick = mix(7, 11, aperture);
  return {
    opening: `${start}${upper}${lowerBack}Z`,
    // Thin at the nose, thick at the outer corner.
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

/** `furrow` pulls the inner end down and inwards, a negative `curve` lifts it, `open` raises the arch. */
export function browPath({ furrow, curve, open }) {
  const sad = Math.max(0, -curve);
  // The server also furrows the brows for excitement, which must not look angry above a smile.
  const frown = furrow * (1 - 0.72 * Math.max(0, curve));
  const lift = (open - 0.6) * 26;
  const innerX = -46 - frown * 17;
  const innerY = -6 + frown * 30 - sad * 27 - lift * 0.5;
  const archX = 16;
  const archY = -14 - lift + frown * 7 + sad * 6;
  const outerX = 58;
  const outerY = 2 - lift * 0.5 + sad * 10 - frown * 8;
  const thick = 7.5;
  // Thick at the nose, thin at the outer end.
  return `M${n(innerX)} ${n(innerY + thick * 0.5)}`
    + `C${n(innerX - 1)} ${n(innerY - 3)} ${n(innerX + 6)} ${n(innerY - 5)} ${n(innerX + 14)} ${n(innerY - 6)}`
    + `C${n(innerX + 34)} ${n(innerY - 9)} ${n(archX - 22)} ${n(archY)} ${n(archX)} ${n(archY)}`
    + `C${n(archX + 18)} ${n(archY)} ${n(outerX - 14)} ${n(outerY - 12)} ${n(outerX)} ${n(outerY)}`
    + `C${n(outerX - 18)} ${n(outerY - 8)} ${n(archX + 16)} ${n(archY + 5.5)} ${n(archX)} ${n(archY + 6.5)}`
    + `C${n(archX - 20)} ${n(archY + 7)} ${n(innerX + 30)} ${n(innerY + 3)} ${n(innerX + 12)} ${n(innerY + thick - 1)}`
    + `C${n(innerX + 6)} ${n(innerY + thick + 1)} ${n(innerX + 1)} ${n(innerY + thick)}`
    + ` ${n(innerX)} ${n(innerY + thick * 0.5)}Z`;
}

/**
 * `curve` is mouth_curve (-1 sad .. 1 smiling), `open` is mouth_width, which the server uses as openness. `wide` (as in "see")
 * and `round` (as in "who") come from the phoneme that is spoken and are 0 at rest.
 */
export function mouthShapes({ curve, open, wide = 0, round = 0 }) {
  const smile = Math.max(0, curve);
  const sad = Math.max(0, -curve);
  const half = 42 + smile * 20 - sad * 2 - open * 12 * (1 - smile * 0.7)
    + wide * 7 - round * 15;
  const cornerY = -smile * 15 + sad * 10 + open * 4;
  const seam = smile * 9 - sad * 5;
  const upper = seam - open * 9;
  const lower = seam + open * (44 + smile * 10);
  // Smiling and opening the mouth make the lips thinner.
  const upperLip = 8.5 - smile * 2 - sad * 1.5 - open * 1.5 + round * 1.8 - wide * 0.6;
  const lowerLip = 13.5 - smile * 2 - open * 2.5 + round * 2.2 - wide * 0.8;

  // The upper edge from corner to corner, with the dip of the cupid's bow.
  const edge = upper - upperLip;
  const side = half * 0.62;
  const sideY = cornerY + (edge - cornerY) * 0.74;
  const top = `C${n(-side)} ${n(sideY)} -16 ${n(edge - 3)} -9 ${n(edge - 2)}`
    + `C-5 ${n(edge - 0.5)} -3 ${n(edge + 1.2)} 0 ${n(edge + 1.2)}`
    + `C3 ${n(edge + 1.2)} 5 ${n(edge - 0.5)} 9 ${n(edge - 2)}`
    + `C16 ${n(edge - 3)} ${n(side)} ${n(sideY)} ${n(half)} ${n(cornerY)}`;
  const upperBack = bow(half, cornerY, upper, -1);
  const lowerBack = bow(half, cornerY, lower, -1);
  const bottom = bow(half, cornerY, lower + lowerLip, -1);
  const left = `M${n(-half)} ${n(cornerY)}`;
  const right = `M${n(half)} ${n(cornerY)}`;
  return {
    upperLip: `${left}${top}${upperBack}Z`,
    lowerLip: `${left}${bow(half, cornerY, lower, 1)}${bottom}Z`,
    inside: `${left}${bow(half, cornerY, upper, 1)}${lowerBack}Z`,
    seam: `${right}${upperBack}`,
    dimple: Math.min(1, Math.abs(curve) * 1.2),
    dimpleX: half + 7,
    dimpleY: cornerY,
    teethY: upper,
    tongueY: lower,
    lipShineY: lower + lowerLip * 0.5,
    shadowY: lower + lowerLip + 13,
  };
}

// A curve between the corners whose middle lies at `middleY`.
function bow(half, cornerY, middleY, direction) {
  const control = cornerY + (middleY - cornerY) * 4 / 3;
  const x = half * 0.5 * direction;
  return `C${n(-x)} ${n(control)} ${n(x)} ${n(control)} ${n(half * direction)} ${n(cornerY)}`;
}

function mix(from, to, part) {
  return from + (to - from) * part;
}
