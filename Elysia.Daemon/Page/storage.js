// The browser's storage, where the browser allows it.

/** localStorage or sessionStorage without exceptions: a browser that forbids storage throws already when the property is read. */
export class SafeStorage {
  #storage;

  /** `open()` returns the storage, e.g. `() => localStorage`. */
  constructor(open) {
    this.#storage = attempt(open);
  }

  read(key) {
    return attempt(() => this.#storage.getItem(key));
  }

  /** Returns false when the value could not be kept. */
  write(key, value) {
    return attempt(() => {
      this.#storage.setItem(key, value);
      return true;
    }) ?? false;
  }

  remove(key) {
    attempt(() => this.#storage.removeItem(key));
  }
}

function attempt(act) {
  try {
    return act() ?? null;
  } catch {
    return null;
  }
}
