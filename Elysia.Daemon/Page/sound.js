// The button that turns sound on and off. Off until the viewer wants it: a page that speaks by itself startles.

const KEPT_AS = 'elysia-sound';

/** Whether sound was asked for: by ?sound=1 for a scene, else as it was left. */
export function soundAtStart(query, kept) {
  const asked = query.get('sound');
  return asked === null ? kept === 'on' : asked === '1';
}

/** Makes the button work. `onChange(on)` is told at once and at every change. */
export function addSound(button, query, t, onChange, storage) {
  let on = soundAtStart(query, storage.read(KEPT_AS));
  const show = () => {
    button.setAttribute('aria-pressed', String(on));
    const name = t(on ? 'soundOff' : 'soundOn');
    button.setAttribute('aria-label', name);
    button.title = name;
    onChange(on);
  };
  button.addEventListener('click', () => {
    on = !on;
    storage.write(KEPT_AS, on ? 'on' : 'off');
    show();
  });
  show();
}
