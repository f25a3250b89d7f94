// The one WebSocket to the server: opens it, keeps it open, sends in order.

import { waitMs } from './backoff.js';
import { readBinary } from './binary.js';
import { Outbox } from './outbox.js';

/** What is offered; the server takes the first one it knows, and an older one the second. */
export const PROTOCOLS = ['elysia.v2.bin', 'elysia.v2.json'];
const TOKEN_PREFIX = 'elysia.token.';

// A connection that dies this young does not count as a success: otherwise a server that
// accepts and hangs up at once would be called every second for ever.
const PROVEN_AFTER_MS = 5_000;

// Until the server has said how often it speaks; also bounds an attempt that never answers.
const FIRST_SILENCE_MS = 20_000;
const LOST_AFTER_HEARTBEATS = 1.5;

// Without a network a server on the same machine still answers, and a call to any other fails at once.
const DOUBT_MS = 5_000;
const OFFLINE_RETRY_MS = 30_000;

/** What a frame says, or null when it is neither a JSON object nor state in bytes. */
export function parseFrame(data) {
  if (data instanceof ArrayBuffer) return readBinary(data);
  if (typeof data !== 'string') return null;
  try {
    const message = JSON.parse(data);
    return message !== null && typeof message === 'object' && !Array.isArray(message) ? message : null;
  } catch {
    return null;
  }
}

export class Link {
  /** The longest silence of a live connection, once the server has told it. */
  heartbeatMs = FIRST_SILENCE_MS;

  #where;
  #events;
  #world;
  #outbox = new Outbox();
  #socket = null;
  #attempt = 0;
  #comeBackMs = null;
  #timers = { retry: 0, proven: 0, silence: 0, drain: 0 };
  #admitted = false;
  #locked = false;
  #closed = false;
  #offline = false;
  #opening = 0;

  /**
   * `where()` answers {url, token}; `events` has onOpen, onMessage, onStatus, onSilence, onBroken (bytes that are no message),
   * and onClosed(code), which answers true when calling again is of no use until `open` is called.
   */
  constructor(where, events, world) {
    this.#where = where;
    this.#events = events;
    this.#world = world;
  }

  get unsent() {
    return this.#outbox.length;
  }

  /** Whether the server has greeted: before, it may still ask for a token, and takes nothing else. */
  get isOpen() {
    return this.#admitted && this.#socket?.readyState === 1;
  }

  /** Opens the connection, unless there is one. */
  open() {
    this.#clear('retry');
    if (this.#socket || this.#closed || this.#opening) return;
    this.#locked = false;
    this.#events.onStatus('connecting');
    const place = this.#where();
    if (typeof place.token?.then !== 'function') return this.#dial(place.url, place.token);
    // A token may have to be fetched first. Whatever happens meanwhile, only this attempt counts.
    const opening = this.#opening = {};
    const go = (act) => (value) => {
      if (this.#opening !== opening) return;
      this.#opening = 0;
      act(value);
    };
    place.token.then(go((token) => this.#dial(place.url, token)), go(() => this.#lost()));
  }

  /** 'sent', 'kept' (goes out later, in order) or 'full' (50 already wait; nothing was taken). */
  send(message, onSent) {
    if (!this.#outbox.add(JSON.stringify(message), onSent)) return 'full';
    if (this.isOpen) this.#drain();
    return this.#outbox.length === 0 ? 'sent' : 'kept';
  }

  /** What is about the connection itself: sent before all that waits, now or never; false for never. */
  whisper(message) {
    if (this.#socket?.readyState !== 1) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** The server stops soon and wants to see this viewer again after a while of its choice. */
  comeBackAfter(ms) {
    this.#comeBackMs = ms;
  }

  /** The network is gone: what there is must answer soon or is lost, and calls are few until it is back. */
  offline() {
    this.#offline = true;
    if (!this.#socket) return;
    this.#events.onSilence();
    this.#listen(DOUBT_MS, () => this.#giveUp());
  }

  /** The network is back. */
  online() {
    this.#offline = false;
    this.wake();
  }

  /** Something suggests that the server can be reached again: the network is back, the page is seen. */
  wake() {
    if (this.#socket || this.#locked) return;
    this.#attempt = 0;
    this.open();
  }

  /** Ends it for good; what is unsent is forgotten. */
  close() {
    this.#closed = true;
    this.#opening = 0;
    const socket = this.#release();
    this.#clear('retry');
    socket?.close();
    this.#events.onStatus('closed');
  }

  #dial(url, token) {
    const socket = new this.#world.WebSocket(url, token ? [...PROTOCOLS, TOKEN_PREFIX + token] : [...PROTOCOLS]);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    socket.onopen = () => this.#opened();
    socket.onmessage = (event) => this.#heard(event.data);
    socket.onclose = (event) => this.#lost(event.code);
    this.#listen(FIRST_SILENCE_MS, () => this.#giveUp());
  }

  #opened() {
    this.#start('proven', PROVEN_AFTER_MS, () => { this.#attempt = 0; });
    this.#outbox.forgetPace();
  }

  #admit() {
    this.#admitted = true;
    this.#events.onOpen();
    this.#events.onStatus('open');
    this.#drain();
  }

  #heard(data) {
    // A heartbeat without a word: ask. No answer either: the link is dead, and no close announced it.
    this.#listen(this.heartbeatMs * LOST_AFTER_HEARTBEATS, () => {
      this.#events.onSilence();
      this.#listen(this.heartbeatMs, () => this.#giveUp());
    });
    const message = parseFrame(data);
    if (message === null) {
      if (typeof data !== 'string') this.#events.onBroken?.();
      return;
    }
    if (!this.#admitted && message.type === 'hello') this.#admit();
    this.#events.onMessage(message);
  }

  #lost(code) {
    this.#release();
    if (this.#closed) return;
    this.#locked = this.#events.onClosed?.(code) ?? false;
    if (this.#locked) return this.#events.onStatus('locked');
    const wait = this.#offline ? OFFLINE_RETRY_MS : this.#comeBackMs ?? waitMs(this.#attempt++, this.#world.random);
    this.#comeBackMs = null;
    this.#start('retry', wait, () => this.open());
    this.#events.onStatus('waiting');
  }

  #giveUp() {
    const socket = this.#socket;
    // close() on a dead link waits for an answer that never comes, so do not wait for its event.
    this.#lost();
    socket?.close();
  }

  /** Lets go of the socket: a late event of it must not touch its successor, nor keep this alive. */
  #release() {
    for (const name of ['proven', 'silence', 'drain']) this.#clear(name);
    const socket = this.#socket;
    if (socket) socket.onopen = socket.onmessage = socket.onclose = null;
    this.#socket = null;
    this.#admitted = false;
    return socket;
  }

  #listen(ms, act) {
    this.#start('silence', ms, act);
  }

  #drain() {
    this.#clear('drain');
    const wait = this.#outbox.drain((text) => this.#socket.send(text), this.#world.now());
    if (wait !== null) this.#start('drain', wait, () => { if (this.isOpen) this.#drain(); });
  }

  #start(name, ms, act) {
    this.#clear(name);
    this.#timers[name] = this.#world.setTimeout(act, ms);
  }

  #clear(name) {
    this.#world.clearTimeout(this.#timers[name]);
    this.#timers[name] = 0;
  }
}
