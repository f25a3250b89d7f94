// The token this window shows when the server asks for one. Kept for the life of the window and no longer.

const KEY = 'elysia.token';

/** Close codes after which calling again is of no use before somebody gives another token. */
const LOCKED = { 4001: 'tokenNeeded', 4002: 'tokenRefused', 4003: 'tokenExpired', 4004: 'tokenRevoked' };

export class Access {
  #store;
  #tell;
  #onAsk;
  #onGranted;
  #token;
  #offered = null;
  #sent = false;

  /**
   * `store` is sessionStorage or the like. `tell(message)` sends at once and says whether it could.
   * `onAsk(why, values)` asks the person for a token; `onGranted(role)` is told once one was taken.
   */
  constructor(store, { tell, onAsk, onGranted }) {
    this.#store = store;
    this.#tell = tell;
    this.#onAsk = onAsk;
    this.#onGranted = onGranted;
    this.#token = this.#stored((kept) => kept.getItem(KEY));
  }

  /** A message of the type "auth". */
  heard({ status, role, seconds }) {
    if (status === 'required') this.#show();
    else if (status === 'expiring') this.#onAsk('tokenExpiring', { seconds: Number(seconds) || 0 });
    else if (status === 'ok') this.#taken(String(role ?? ''));
  }

  /** An error came: true when it is about the token that was just sent, and so not for the conversation. */
  refused(words) {
    if (!this.#sent) return false;
    this.#sent = false;
    this.#offered = null;
    this.#onAsk('tokenSaid', { words });
    return true;
  }

  /** The connection ended: true when it must not be opened again before there is another token. */
  closed(code) {
    const wasTold = code === 4002 && !this.#sent;
    this.#sent = false;
    if (!Object.hasOwn(LOCKED, code)) return false;
    this.#token = null;
    this.#offered = null;
    this.#stored((kept) => kept.removeItem(KEY));
    // What the server said about a refused token is on show already, and says more than the code.
    if (!wasTold) this.#onAsk(LOCKED[code], {});
    return true;
  }

  /** The person gives a token: true when it could be sent at once. */
  give(token) {
    this.#offered = token;
    this.#sent = this.#tell({ type: 'auth', token });
    return this.#sent;
  }

  #show() {
    const token = this.#offered ?? this.#token;
    if (token === null) this.#onAsk('tokenNeeded', {});
    else this.give(token);
  }

  #taken(role) {
    this.#sent = false;
    this.#token = this.#offered;
    this.#stored((kept) => kept.setItem(KEY, this.#token));
    this.#onGranted(role);
  }

  // A browser that forbids storage throws, or has none; the token then lives as long as the page.
  #stored(act) {
    try {
      return act(this.#store) ?? null;
    } catch {
      return null;
    }
  }
}
