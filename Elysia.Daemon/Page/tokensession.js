// The token that this window sends when the server requires one. It is kept until the window is closed.

const KEY = 'elysia.token';

/** Close codes after which reconnecting is useless without another token, and the text that says so. */
const REASON_OF_CODE = { 4001: 'tokenNeeded', 4002: 'tokenRefused', 4003: 'tokenExpired', 4004: 'tokenRevoked' };

export class TokenSession {
  #storage;
  #send;
  #onAsk;
  #onGranted;
  #token;
  #offered = null;
  #awaitingReply = false;
  // Whether the current attempt to connect showed the token with its request.
  #shown = false;

  /**
   * `storage` is a SafeStorage. `send(token)` returns whether the token was sent.
   * `onAsk(why, values)` asks the person for a token; `onGranted(role)` is called when the server accepted one.
   */
  constructor(storage, { send, onAsk, onGranted }) {
    this.#storage = storage;
    this.#send = send;
    this.#onAsk = onAsk;
    this.#onGranted = onGranted;
    this.#token = storage.read(KEY);
  }

  /**
   * Returns the token to show with the next request to connect, so that the server need not wait for it; null for none. A
   * refusal of a request has no text that a page may read, so the server is to ask for a token that was never accepted, and
   * after an attempt that failed.
   */
  show() {
    const isNew = this.#offered !== null && this.#offered !== this.#token;
    this.#shown = this.#token !== null && !isNew && !this.#shown;
    return this.#shown ? this.#token : null;
  }

  /** The connection is open. A token that was shown with the request is sent again, because the reply names the role. */
  onOpen() {
    if (!this.#shown) return;
    this.#shown = false;
    this.submit(this.#token);
  }

  /** Handles a message of type "auth". */
  onAuth({ status, role, seconds }) {
    if (status === 'required') this.#authenticate();
    else if (status === 'expiring') this.#onAsk('tokenExpiring', { seconds: Number(seconds) || 0 });
    else if (status === 'ok') this.#onAccepted(String(role ?? ''));
  }

  /** Handles an error message; returns true when it concerns the token that was just sent. */
  onError(words) {
    if (!this.#awaitingReply) return false;
    this.#awaitingReply = false;
    this.#offered = null;
    this.#onAsk('tokenSaid', { words });
    return true;
  }

  /** The connection was closed; returns true when another token is needed before reconnecting. */
  onLocked(code) {
    const reasonShown = code === 4002 && !this.#awaitingReply;
    this.#awaitingReply = false;
    if (!Object.hasOwn(REASON_OF_CODE, code)) return false;
    this.#token = null;
    this.#offered = null;
    this.#storage.remove(KEY);
    // The server's own message about a refused token is shown already and is more precise.
    if (!reasonShown) this.#onAsk(REASON_OF_CODE[code], {});
    return true;
  }

  /** Uses the token that the person entered; returns whether it was sent at once. */
  submit(token) {
    this.#offered = token;
    this.#awaitingReply = this.#send(token);
    return this.#awaitingReply;
  }

  #authenticate() {
    const token = this.#offered ?? this.#token;
    if (token === null) this.#onAsk('tokenNeeded', {});
    else this.submit(token);
  }

  #onAccepted(role) {
    this.#awaitingReply = false;
    this.#token = this.#offered;
    this.#storage.write(KEY, this.#token);
    this.#onGranted(role);
  }
}
