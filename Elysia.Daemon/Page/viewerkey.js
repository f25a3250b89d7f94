// The key by which she knows this browser again. It is made here, kept here, and told to nobody but her.

const NAME = 'elysia.me';
const KEY = /^[A-Za-z0-9_-]{22,64}$/;

/** The kept key, or a new one that is kept; null where nothing can be kept. */
export function viewerKey(storage, random = crypto) {
  if (storage === null) return null;
  try {
    const kept = storage.getItem(NAME);
    if (KEY.test(kept ?? '')) return kept;
    const bytes = random.getRandomValues(new Uint8Array(18));
    const key = btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_');
    storage.setItem(NAME, key);
    return key;
  } catch {
    // Full, or forbidden for this page.
    return null;
  }
}

/** Reading localStorage itself throws where it is forbidden, as in a sandboxed frame. */
export function localStorageOrNone() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
