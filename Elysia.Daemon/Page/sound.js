// The button that turns sound on and off. Sound is off at first, because a page that speaks unasked startles people.

const STORAGE_KEY = 'elysia-sound';

/** Whether sound is on at the start: `?sound=` decides, e.g. in a streaming scene, else what was stored. */
export function soundAtStart(query, kept) {
  const asked = query.get('sound');
  return asked === null ? kept === 'on' : asked === '1';
}

/** Wires up the button. `onChange(on)` is called at once and after every change. */
export function addSound(button, query, t, onChange, storage) {
  let on = soundAtStart(query, storage.read(STORAGE_KEY));
  const show = () => {
    button.setAttribute('aria-pressed', String(on));
    const name = t(on ? 'soundOff' : 'soundOn');
    button.setAttribute('aria-label', name);
    button.title = name;
    onChange(on);
  };
  button.addEventListener('click', () => {
    on = !on;
    storage.write(STORAGE_KEY, on ? 'on' : 'off');
    show();
  });
  show();
}
