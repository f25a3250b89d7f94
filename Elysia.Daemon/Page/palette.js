// The colours of the seven spirits, and their mix that tints the face and the page.

export const HUES = {
  fire: [255, 122, 89],
  water: [82, 176, 255],
  earth: [158, 201, 108],
  air: [122, 229, 209],
  light: [255, 214, 112],
  dark: [132, 116, 255],
  aether: [243, 139, 222],
};

// The range of each spirit. At rest earth is at its maximum and light at its minimum, so the position within the range is
// what matters for colour, not the value itself.
const RANGE = {
  fire: [0.1, 0.9], water: [0.1, 0.8], earth: [0.3, 0.7], air: [0.2, 0.7],
  light: [0.2, 0.7], dark: [0.1, 0.7], aether: [0.1, 0.5],
};

// Earth is high nearly all the time and would make every mood green at full weight.
const WEIGHT = { fire: 1.1, water: 0.8, earth: 0.22, air: 0.7, light: 1.15, dark: 1, aether: 1.1 };

// The face's own lilac, which remains when all spirits are weak.
const OWN_COLOUR = [186, 160, 255];
const OWN_WEIGHT = 0.16;

const STEPS = 6;

/** Returns two colours as [r, g, b]: `glow`, the mix of all spirits, and `accent`, near the colour of the strongest one. */
export function tints(spirits) {
  const mix = OWN_COLOUR.map((channel) => channel * channel * OWN_WEIGHT);
  let total = OWN_WEIGHT;
  let strongest = null;
  let strongestWeight = OWN_WEIGHT;
  for (const name in HUES) {
    const weight = share(name, spirits[name]) ** 1.6 * WEIGHT[name];
    // Squared channels approximate linear light, so a mix of two bright colours stays bright.
    HUES[name].forEach((channel, i) => { mix[i] += channel * channel * weight; });
    total += weight;
    if (weight > strongestWeight) [strongest, strongestWeight] = [name, weight];
  }
  const glow = mix.map((sum) => Math.sqrt(sum / total));
  const accent = strongest ? HUES[strongest].map((channel, i) => channel * 0.75 + glow[i] * 0.25) : OWN_COLOUR;
  return { glow: glow.map(stepped), accent: accent.map(stepped) };
}

export function css([r, g, b]) {
  return `rgb(${r} ${g} ${b})`;
}

export function blend(a, b, part) {
  // Squared as in tints().
  return a.map((channel, i) => Math.round(Math.sqrt(channel * channel * (1 - part) + b[i] * b[i] * part)));
}

function share(name, value) {
  const [min, max] = RANGE[name];
  return Math.min(1, Math.max(0, (value - min) / (max - min)));
}

// Colours change in steps too small to see, so that most frames repaint no gradient.
function stepped(channel) {
  return Math.min(255, Math.round(channel / STEPS) * STEPS);
}
