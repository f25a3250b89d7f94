// The one WebSocket to the server: opens it, keeps it open, sends in order.

import { waitMs } from './backoff.js';
import { Outbox } from './outbox.js';

// A connection that dies this young does not count as a success: otherwise a server that
// accepts and hangs up at once would be called every second for ever.
const PROVEN_AFTER_MS = 5_000;

// The heart beats at every tick, so silence this long means a dead link that no close announced.
const SILENCE_MS = 20_000;

/** The socket beside this page, also below a sub path of a proxy. */
export function socketUrl(pageUrl) {
  const url = new URL('ws', pageUrl);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

/** What a frame says, or null when it is not a JSON object. */
export function parseFrame(data) {
  if (typeof data !== 'string') return null;
  try {
    const message = JSON.parse(data);
    return message !== null && typeof message === 'object' && !Array.isArray(message) ? message : null;
  } catch {
    return null;
  }
}

export class Connection {
  #url;
  #onMessage;
  #onStatus;
  #onClosed;
  #world;
  #outbox = new Outbox();
  #socket = null;
  #admitted = false;
  #locked = false;
  #attempt = 0;
  #retryTimer = 0;
  #provenTimer = 0;
  #silenceTimer = 0;
  #drainTimer = 0;

  /**
   * `onClosed(code)` answers true when calling again is of no use until `open` is called.
   * `world` holds what a test replaces: WebSocket, setTimeout, clearTimeout, now, random.
   */
  constructor(url, { onMessage, onStatus, onClosed = () => false }, world = browserWorld()) {
    this.#url = url;
    this.#onMessage = onMessage;
    this.#onStatus = onStatus;
    this.#onClosed = onClosed;
    this.#world = world;
  }

  get unsent() {
    return this.#outbox.length;
  }

  /** Whether the server has begun to show her: before, it may still ask for a token, and takes nothing else. */
  get isOpen() {
    return this.#admitted && this.#socket?.readyState === 1;
  }

  open() {
    this.#world.clearTimeout(this.#retryTimer);
    if (this.#socket) return;
    this.#locked = false;
    this.#admitted = false;
    this.#onStatus('connecting');
    const socket = new this.#world.WebSocket(this.#url);
    this.#socket = socket;
    // A late event of a socket that was given up must not touch its successor.
    const mine = (act) => (event) => { if (this.#socket === socket) act(event); };
    socket.onopen = mine(() => this.#opened());
    socket.onmessage = mine((event) => this.#heard(event.data));
    socket.onclose = mine((event) => this.#lost(event.code));
    // Also bounds an attempt that never answers.
    this.#watchSilence();
  }

  /** 'sent', 'kept' (goes out later, in order) or 'full' (50 already wait; nothing was taken). */
  send(message, onSent) {
    if (!this.#outbox.add(JSON.stringify(message), onSent)) return 'full';
    if (this.isOpen) this.#drain();
    return this.#outbox.length === 0 ? 'sent' : 'kept';
  }

  /** Sends at once and before all that waits; false when there is no connection. */
  tell(message) {
    if (this.#socket?.readyState !== 1) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** Something suggests that the server can be reached again: the network is back, the page is seen. */
  wake() {
    if (this.#socket || this.#locked) return;
    this.#attempt = 0;
    this.open();
  }

  #opened() {
    this.#provenTimer = this.#world.setTimeout(() => { this.#attempt = 0; }, PROVEN_AFTER_MS);
    this.#outbox.forgetPace();
    this.#watchSilence();
  }

  #admit() {
    this.#admitted = true;
    this.#onStatus('open');
    this.#drain();
  }

  #heard(data) {
    this.#watchSilence();
    const message = parseFrame(data);
    if (!message) return;
    if (!this.#admitted && message.expression) this.#admit();
    this.#onMessage(message);
  }

  #lost(code) {
    const { clearTimeout, setTimeout, random } = this.#world;
    for (const timer of [this.#provenTimer, this.#silenceTimer, this.#drainTimer]) clearTimeout(timer);
    this.#socket = null;
    this.#locked = this.#onClosed(code);
    if (this.#locked) return this.#onStatus('locked');
    const wait = waitMs(this.#attempt++, random);
    this.#retryTimer = setTimeout(() => this.open(), wait);
    this.#onStatus('waiting');
  }

  #watchSilence() {
    this.#world.clearTimeout(this.#silenceTimer);
    this.#silenceTimer = this.#world.setTimeout(() => this.#giveUp(), SILENCE_MS);
  }

  #giveUp() {
    const socket = this.#socket;
    // close() on a dead link waits for an answer that never comes, so do not wait for its event.
    this.#lost();
    socket?.close();
  }

  #drain() {
    this.#world.clearTimeout(this.#drainTimer);
    const wait = this.#outbox.drain((text) => this.#socket.send(text), this.#world.now());
    if (wait === null) return;
    this.#drainTimer = this.#world.setTimeout(() => { if (this.isOpen) this.#drain(); }, wait);
  }
}

function browserWorld() {
  return {
    WebSocket: globalThis.WebSocket,
    setTimeout: (act, ms) => setTimeout(act, ms),
    clearTimeout: (id) => clearTimeout(id),
    now: () => performance.now(),
    random: Math.random,
  };
}
