// The six buttons that give Elysia a feeling.

import { makeElement } from './svg.js';

export const INTENSITY = 0.8;
const HIGHLIGHT_MS = 900;

// The buttons' icons: curve of the mouth and openness of the eyes. They exaggerate what the feeling does to Elysia's face.
export const FEELINGS = {
  neutral: { curve: 0, open: 0.6 },
  calm: { curve: 0.45, open: 0 },
  hopeful: { curve: 1, open: 0.8 },
  focused: { curve: 0.08, open: 0.5, brow: true },
  introspective: { curve: -0.35, open: 0.35 },
  empty: { curve: -0.85, open: 0.15 },
};

/** `onFeel(name)` is called when a button is pressed. */
export function addFeelings(root, t, onFeel) {
  for (const name in FEELINGS) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'feeling';
    button.dataset.feeling = name;
    const label = document.createElement('span');
    label.textContent = t(name);
    button.append(icon(FEELINGS[name]), label);
    let timer = 0;
    button.addEventListener('click', () => {
      onFeel(name);
      button.classList.add('given');
      clearTimeout(timer);
      timer = setTimeout(() => button.classList.remove('given'), HIGHLIGHT_MS);
    });
    root.append(button);
  }
}

function icon({ curve, open, brow }) {
  const height = 0.3 + open * 2;
  const eye = (x) => open < 0.2
    ? `M${x - 2} 9.5q2 1.6 4 0`
    : `M${x} ${(9.5 - height).toFixed(2)}v${(height * 2).toFixed(2)}`;
  const corner = (16 - curve * 1.4).toFixed(2);
  const mouth = `M7.5 ${corner}Q12 ${(16 + curve * 5).toFixed(2)} 16.5 ${corner}`;
  const d = eye(8) + eye(16) + mouth + (brow ? 'M5.2 5.9l4.4 .9M18.8 5.9l-4.4 .9' : '');
  return makeElement('svg', { viewBox: '3.5 4.5 17 17', 'aria-hidden': 'true' }, makeElement('path', { d }));
}
