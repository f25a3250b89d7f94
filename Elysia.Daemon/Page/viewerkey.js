// The key by which Elysia recognises this browser. It is made here, kept here and sent to the daemon only.

const NAME = 'elysia.me';
const KEY = /^[A-Za-z0-9_-]{22,64}$/;

/** The kept key, or a new one; null where the browser keeps nothing. */
export function viewerKey(storage) {
  const kept = storage.read(NAME);
  if (KEY.test(kept ?? '')) return kept;
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  const key = btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_');
  return storage.write(NAME, key) ? key : null;
}
