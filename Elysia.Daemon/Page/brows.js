// The shape of one eyebrow, drawn for the right side; the left one is its mirror.

/** `furrow` pulls the inner end down and together, a sad mouth lifts it, open eyes raise the arch. */
export function browPath({ furrow, curve, open }) {
  const sad = Math.max(0, -curve);
  // The server furrows for excitement too: together with a smile that is eagerness and not anger.
  const frown = furrow * (1 - 0.72 * Math.max(0, curve));
  const lift = (open - 0.6) * 26;
  const innerX = -46 - frown * 17;
  const innerY = -6 + frown * 30 - sad * 27 - lift * 0.5;
  const archX = 16;
  const archY = -14 - lift + frown * 7 + sad * 6;
  const outerX = 58;
  const outerY = 2 - lift * 0.5 + sad * 10 - frown * 8;
  const thick = 7.5;
  // Round and full at the nose, a thin tail outside.
  return `M${n(innerX)} ${n(innerY + thick * 0.5)}`
    + `C${n(innerX - 1)} ${n(innerY - 3)} ${n(innerX + 6)} ${n(innerY - 5)} ${n(innerX + 14)} ${n(innerY - 6)}`
    + `C${n(innerX + 34)} ${n(innerY - 9)} ${n(archX - 22)} ${n(archY)} ${n(archX)} ${n(archY)}`
    + `C${n(archX + 18)} ${n(archY)} ${n(outerX - 14)} ${n(outerY - 12)} ${n(outerX)} ${n(outerY)}`
    + `C${n(outerX - 18)} ${n(outerY - 8)} ${n(archX + 16)} ${n(archY + 5.5)} ${n(archX)} ${n(archY + 6.5)}`
    + `C${n(archX - 20)} ${n(archY + 7)} ${n(innerX + 30)} ${n(innerY + 3)} ${n(innerX + 12)} ${n(innerY + thick - 1)}`
    + `C${n(innerX + 6)} ${n(innerY + thick + 1)} ${n(innerX + 1)} ${n(innerY + thick)}`
    + ` ${n(innerX)} ${n(innerY + thick * 0.5)}Z`;
}

function n(value) {
  return value.toFixed(1);
}
