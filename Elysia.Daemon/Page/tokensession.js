// The token this window shows when the server asks for one. Kept for the life of the window and no longer.

const KEY = 'elysia.token';

/** Close codes after which calling again is of no use before somebody gives another token. */
const REASON_OF_CODE = { 4001: 'tokenNeeded', 4002: 'tokenRefused', 4003: 'tokenExpired', 4004: 'tokenRevoked' };

export class TokenSession {
  #storage;
  #send;
  #onAsk;
  #onGranted;
  #token;
  #offered = null;
  #awaitingReply = false;

  /**
   * `storage` is a SafeStorage. `send(message)` sends at once and says whether it could.
   * `onAsk(why, values)` asks the person for a token; `onGranted(role)` is told once one was taken.
   */
  constructor(storage, { send, onAsk, onGranted }) {
    this.#storage = storage;
    this.#send = send;
    this.#onAsk = onAsk;
    this.#onGranted = onGranted;
    this.#token = storage.read(KEY);
  }

  /** A message of the type "auth". */
  onAuth({ status, role, seconds }) {
    if (status === 'required') this.#authenticate();
    else if (status === 'expiring') this.#onAsk('tokenExpiring', { seconds: Number(seconds) || 0 });
    else if (status === 'ok') this.#onAccepted(String(role ?? ''));
  }

  /** An error came: true when it is about the token that was just sent, and so not for the conversation. */
  onError(words) {
    if (!this.#awaitingReply) return false;
    this.#awaitingReply = false;
    this.#offered = null;
    this.#onAsk('tokenSaid', { words });
    return true;
  }

  /** The connection ended: true when it must not be opened again before there is another token. */
  onLocked(code) {
    const reasonShown = code === 4002 && !this.#awaitingReply;
    this.#awaitingReply = false;
    if (!Object.hasOwn(REASON_OF_CODE, code)) return false;
    this.#token = null;
    this.#offered = null;
    this.#storage.remove(KEY);
    // What the server said about a refused token is on show already, and says more than the code.
    if (!reasonShown) this.#onAsk(REASON_OF_CODE[code], {});
    return true;
  }

  /** The person gives a token: true when it could be sent at once. */
  submit(token) {
    this.#offered = token;
    this.#awaitingReply = this.#send({ type: 'auth', token });
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
