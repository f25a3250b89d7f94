// The shapes of the mouth around its own centre: two lips, and what is seen between them.

/**
 * `curve` is mouth_curve (-1 sad .. 1 smile), `open` is mouth_width, which the server uses as openness; `wide` (as in "see") and
 * `round` (as in "who") are of the sound that is said, 0 at rest.
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
  // Smiling lips are thinner, a wide open mouth stretches them as well.
  const upperLip = 8.5 - smile * 2 - sad * 1.5 - open * 1.5 + round * 1.8 - wide * 0.6;
  const lowerLip = 13.5 - smile * 2 - open * 2.5 + round * 2.2 - wide * 0.8;

  // The upper edge from corner to corner, with the small dip that makes it a mouth.
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

// A curve between the corners whose middle lies at `middleY`, soft like a lip and not like a U.
function bow(half, cornerY, middleY, direction) {
  const control = cornerY + (middleY - cornerY) * 4 / 3;
  const x = half * 0.5 * direction;
  return `C${n(-x)} ${n(control)} ${n(x)} ${n(control)} ${n(half * direction)} ${n(cornerY)}`;
}

function n(value) {
  return value.toFixed(1);
}
