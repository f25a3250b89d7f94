// The colours of the charts, read from the custom properties of the style sheet.

const NAMES = ['violet', 'mint', 'blue', 'gold', 'ember', 'green', 'rose', 'sky', 'grid', 'axis', 'pointer'];
let colors = null;

/** The colours of the current colour scheme by name; cached until the scheme changes. */
export function palette() {
  if (!colors) {
    const style = getComputedStyle(document.documentElement);
    colors = Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  }
  return colors;
}

export function onPaletteChange(listener) {
  matchMedia('(prefers-color-scheme: light)').addEventListener('change', () => {
    colors = null;
    listener();
  });
}
