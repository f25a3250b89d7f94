// The colours of the charts, by the names that the style sheet gives them for a light and for a dark room.

const NAMES = ['violet', 'mint', 'blue', 'gold', 'ember', 'green', 'rose', 'sky', 'grid', 'axis', 'pointer'];
let colors = null;

/** The colours in force: name to what a canvas takes. Read once, and again when the room gets light or dark. */
export function palette() {
  if (!colors) {
    const style = getComputedStyle(document.documentElement);
    colors = Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  }
  return colors;
}

/** Calls back after the colours have changed. */
export function onPaletteChange(changed) {
  matchMedia('(prefers-color-scheme: light)').addEventListener('change', () => {
    colors = null;
    changed();
  });
}
