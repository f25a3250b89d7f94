// The one WebSocket to the server: opens it, keeps it open, sends in order.

import { waitMs } from './backoff.js';
import { Outbox } from './outbox.js';

// A connection that dies this young does not count as a success: otherwise a server that
// accepts and hangs up at once would be called every second for ever.
const PROVEN_AFTER_MS = 5_000;

// The heart beats at every tick, so silence this long means a dead link that no close announced.
const SILENCE_MS = 20_000;

/** The socket beside this page, also below a sub path of a proxy; with the key by which she knows this browser again. */
export function socketUrl(pageUrl, key = null) {
  const url = new URL('ws', pageUrl);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  if (key !== null) url.searchParams.set('me', key);
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
  #world;
  #outbox = new Outbox();
  #socket = null;
  #attempt = 0;
  #retryTimer = 0;
  #provenTimer = 0;
  #silenceTimer = 0;
  #drainTimer = 0;

  /** `world` holds what a test replaces: WebSocket, setTimeout, clearTimeout, now, random. */
  constructor(url, { onMessage, onStatus }, world = browserWorld()) {
    this.#url = url;
    this.#onMessage = onMessage;
    this.#onStatus = onStatus;
    this.#world = world;
  }

  get unsent() {
    return this.#outbox.length;
  }

  get isOpen() {
    return this.#socket?.readyState === 1;
  }

  open() {
    this.#world.clearTimeout(this.#retryTimer);
    if (this.#socket) return;
    this.#onStatus('connecting');
    const socket = new this.#world.WebSocket(this.#url);
    this.#socket = socket;
    // A late event of a socket that was given up must not touch its successor.
    const mine = (act) => (event) => { if (this.#socket === socket) act(event); };
    socket.onopen = mine(() => this.#opened());
    socket.onmessage = mine((event) => this.#heard(event.data));
    socket.onclose = mine(() => this.#lost());
    // Also bounds an attempt that never answers.
    this.#watchSilence();
  }

  /** 'sent', 'kept' (goes out later, in order) or 'full' (50 already wait; nothing was taken). */
  send(message, onSent) {
    if (!this.#outbox.add(JSON.stringify(message), onSent)) return 'full';
    if (this.isOpen) this.#drain();
    return this.#outbox.length === 0 ? 'sent' : 'kept';
  }

  /** Something suggests that the server can be reached again: the network is back, the page is seen. */
  wake() {
    if (this.#socket) return;
    this.#attempt = 0;
    this.open();
  }

  #opened() {
    this.#provenTimer = this.#world.setTimeout(() => { this.#attempt = 0; }, PROVEN_AFTER_MS);
    this.#outbox.forgetPace();
    this.#onStatus('open');
    this.#watchSilence();
    this.#drain();
  }

  #heard(data) {
    this.#watchSilence();
    const message = parseFrame(data);
    if (message) this.#onMessage(message);
  }

  #lost() {
    const { clearTimeout, setTimeout, random } = this.#world;
    for (const timer of [this.#provenTimer, this.#silenceTimer, this.#drainTimer]) clearTimeout(timer);
    this.#socket = null;
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
