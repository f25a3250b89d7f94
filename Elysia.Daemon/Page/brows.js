// The shape of one eyebrow, drawn for the right side; the left one is its mirror.

/** `furrow` pulls the inner end down and together, a sad mouth lifts it, open eyes raise the arch. */
export function browPath({ furrow, curve, open }) {
  const sad = Math.max(0, -curve);
  const lift = (open - 0.6) * 26;
  const innerX = -50 - furrow * 15;
  const innerY = -1 + furrow * 27 - sad * 20 - lift * 0.4;
  const archX = 18;
  const archY = -17 - lift + furrow * 7 + sad * 5;
  const outerX = 64;
  const outerY = 6 - lift * 0.5 + sad * 9 - furrow * 9;
  const thick = 8.5;
  // Round and full at the nose, a thin tail outside.
  return `M${n(innerX)} ${n(innerY + thick * 0.5)}`
    + `C${n(innerX - 1)} ${n(innerY - 3)} ${n(innerX + 6)} ${n(innerY - 5)} ${n(innerX + 14)} ${n(innerY - 6)}`
    + `C${n(innerX + 34)} ${n(innerY - 11)} ${n(archX - 22)} ${n(archY)} ${n(archX)} ${n(archY)}`
    + `C${n(archX + 18)} ${n(archY)} ${n(outerX - 14)} ${n(outerY - 12)} ${n(outerX)} ${n(outerY)}`
    + `C${n(outerX - 18)} ${n(outerY - 8)} ${n(archX + 16)} ${n(archY + 5.5)} ${n(archX)} ${n(archY + 6.5)}`
    + `C${n(archX - 20)} ${n(archY + 7)} ${n(innerX + 30)} ${n(innerY + 3)} ${n(innerX + 12)} ${n(innerY + thick - 1)}`
    + `C${n(innerX + 6)} ${n(innerY + thick + 1)} ${n(innerX + 1)} ${n(innerY + thick)} ${n(innerX)} ${n(innerY + thick * 0.5)}Z`;
}

function n(value) {
  return value.toFixed(1);
}
