// The colours of the seven spirits, and how they mix into the light of the face.

export const HUES = {
  fire: [255, 122, 89],
  water: [82, 176, 255],
  earth: [158, 201, 108],
  air: [122, 229, 209],
  light: [255, 214, 112],
  dark: [132, 116, 255],
  aether: [243, 139, 222],
};

// What each spirit can reach (the contract, section 2). Earth rests at its top and light
// at its bottom, so only the share of the way counts for colour, not the bare value.
const REACH = {
  fire: [0.1, 0.9], water: [0.1, 0.8], earth: [0.3, 0.7], air: [0.2, 0.7],
  light: [0.2, 0.7], dark: [0.1, 0.7], aether: [0.1, 0.5],
};

// Earth is nearly always high: at full weight every mood would be green.
const WEIGHT = { fire: 1.1, water: 0.8, earth: 0.22, air: 0.7, light: 1.15, dark: 1, aether: 1.1 };

// The face's own lilac light, which keeps the mix alive when every spirit is quiet.
const OWN_LIGHT = [186, 160, 255];
const OWN_WEIGHT = 0.16;

const STEPS = 6;

/** Two colours as [r, g, b]: `glow`, the mix of all, and `accent`, the spirit that speaks loudest. */
export function tints(spirits) {
  const mix = OWN_LIGHT.map((channel) => channel * channel * OWN_WEIGHT);
  let total = OWN_WEIGHT;
  let loudest = null;
  let loudestWeight = OWN_WEIGHT;
  for (const name in HUES) {
    const weight = share(name, spirits[name]) ** 1.6 * WEIGHT[name];
    // Squares approximate light: a mix of two bright colours stays bright.
    HUES[name].forEach((channel, i) => { mix[i] += channel * channel * weight; });
    total += weight;
    if (weight > loudestWeight) [loudest, loudestWeight] = [name, weight];
  }
  const glow = mix.map((sum) => Math.sqrt(sum / total));
  const accent = loudest ? HUES[loudest].map((channel, i) => channel * 0.75 + glow[i] * 0.25) : OWN_LIGHT;
  return { glow: glow.map(stepped), accent: accent.map(stepped) };
}

export function css([r, g, b]) {
  return `rgb(${r} ${g} ${b})`;
}

export function blend(a, b, part) {
  // In squares, as above: lilac hair with golden light stays clear and does not turn to mud.
  return a.map((channel, i) => Math.round(Math.sqrt(channel * channel * (1 - part) + b[i] * b[i] * part)));
}

function share(name, value) {
  const [least, most] = REACH[name];
  return Math.min(1, Math.max(0, (value - least) / (most - least)));
}

// Colour in small steps: the eye sees none, and most frames need no repaint of a gradient.
function stepped(channel) {
  return Math.min(255, Math.round(channel / STEPS) * STEPS);
}
