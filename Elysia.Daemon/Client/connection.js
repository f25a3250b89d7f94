// The one WebSocket to the server: opens it, keeps it open, sends in order.

import { waitMs } from './backoff.js';
import { readBinary } from './binary.js';
import { Outbox } from './outbox.js';

/** What is offered; the server takes the first one it knows, and an older one the second. */
export const PROTOCOLS = ['elysia.v2.bin', 'elysia.v2.json'];
const TOKEN_PREFIX = 'elysia.token.';

// A connection that dies this young does not count as a success: otherwise a server that
// accepts and hangs up at once would be called every second for ever.
const STABLE_AFTER_MS = 5_000;

// Until the server has said how often it speaks; also bounds an attempt that never answers.
const INITIAL_SILENCE_MS = 20_000;
const LOST_AFTER_HEARTBEATS = 1.5;

// Without a network a server on the same machine still answers, and a call to any other fails at once.
const OFFLINE_REPLY_MS = 5_000;
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

export class Connection {
  /** The longest silence of a live connection, once the server has told it. */
  heartbeatMs = INITIAL_SILENCE_MS;

  #endpoint;
  #events;
  #platform;
  #outbox = new Outbox();
  #socket = null;
  #attempt = 0;
  #reconnectMs = null;
  #timers = { retry: 0, stable: 0, silence: 0, drain: 0 };
  #helloReceived = false;
  #locked = false;
  #closed = false;
  #offline = false;
  #tokenFetch = 0;

  /**
   * `endpoint()` answers {url, token}; `events` has onOpen, onMessage, onStatus, onSilence, onMalformed (bytes that are no message),
   * and onClosed(code), which answers true when calling again is of no use until `open` is called.
   */
  constructor(endpoint, events, platform) {
    this.#endpoint = endpoint;
    this.#events = events;
    this.#platform = platform;
  }

  get unsent() {
    return this.#outbox.length;
  }

  /** Whether the server has greeted: before, it may still ask for a token, and takes nothing else. */
  get isOpen() {
    return this.#helloReceived && this.#socket?.readyState === 1;
  }

  /** Opens the connection, unless there is one. */
  open() {
    this.#clear('retry');
    if (this.#socket || this.#closed || this.#tokenFetch) return;
    this.#locked = false;
    this.#events.onStatus('connecting');
    const endpoint = this.#endpoint();
    if (typeof endpoint.token?.then !== 'function') return this.#connect(endpoint.url, endpoint.token);
    // A token may have to be fetched first. Whatever happens meanwhile, only this attempt counts.
    const fetching = this.#tokenFetch = {};
    const go = (act) => (value) => {
      if (this.#tokenFetch !== fetching) return;
      this.#tokenFetch = 0;
      act(value);
    };
    endpoint.token.then(go((token) => this.#connect(endpoint.url, token)), go(() => this.#onLost()));
  }

  /** 'sent', 'kept' (goes out later, in order) or 'full' (50 already wait; nothing was taken). */
  send(message, onSent) {
    if (!this.#outbox.add(JSON.stringify(message), onSent)) return 'full';
    if (this.isOpen) this.#drain();
    return this.#outbox.length === 0 ? 'sent' : 'kept';
  }

  /** What is about the connection itself: sent before all that waits, now or never; false for never. */
  sendControl(message) {
    if (this.#socket?.readyState !== 1) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** The server stops soon and wants to see this viewer again after a while of its choice. */
  reconnectAfter(ms) {
    this.#reconnectMs = ms;
  }

  /** The network is gone: what there is must answer soon or is lost, and calls are few until it is back. */
  onOffline() {
    this.#offline = true;
    if (!this.#socket) return;
    this.#events.onSilence();
    this.#startSilenceTimer(OFFLINE_REPLY_MS, () => this.#abandon());
  }

  /** The network is back. */
  onOnline() {
    this.#offline = false;
    this.retryNow();
  }

  /** Something suggests that the server can be reached again: the network is back, the page is seen. */
  retryNow() {
    if (this.#socket || this.#locked) return;
    this.#attempt = 0;
    this.open();
  }

  /** Ends it for good; what is unsent is forgotten. */
  close() {
    this.#closed = true;
    this.#tokenFetch = 0;
    const socket = this.#detach();
    this.#clear('retry');
    socket?.close();
    this.#events.onStatus('closed');
  }

  #connect(url, token) {
    const socket = new this.#platform.WebSocket(url, token ? [...PROTOCOLS, TOKEN_PREFIX + token] : [...PROTOCOLS]);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    socket.onopen = () => this.#onSocketOpen();
    socket.onmessage = (event) => this.#onFrame(event.data);
    socket.onclose = (event) => this.#onLost(event.code);
    this.#startSilenceTimer(INITIAL_SILENCE_MS, () => this.#abandon());
  }

  #onSocketOpen() {
    this.#start('stable', STABLE_AFTER_MS, () => { this.#attempt = 0; });
    this.#outbox.resetPace();
  }

  #onHello() {
    this.#helloReceived = true;
    this.#events.onOpen();
    this.#events.onStatus('open');
    this.#drain();
  }

  #onFrame(data) {
    // A heartbeat without a word: ask. No answer either: the link is dead, and no close announced it.
    this.#startSilenceTimer(this.heartbeatMs * LOST_AFTER_HEARTBEATS, () => {
      this.#events.onSilence();
      this.#startSilenceTimer(this.heartbeatMs, () => this.#abandon());
    });
    const message = parseFrame(data);
    if (message === null) {
      if (typeof data !== 'string') this.#events.onMalformed?.();
      return;
    }
    if (!this.#helloReceived && message.type === 'hello') this.#onHello();
    this.#events.onMessage(message);
  }

  #onLost(code) {
    this.#detach();
    if (this.#closed) return;
    this.#locked = this.#events.onClosed?.(code) ?? false;
    if (this.#locked) return this.#events.onStatus('locked');
    const wait = this.#offline ? OFFLINE_RETRY_MS : this.#reconnectMs ?? waitMs(this.#attempt++, this.#platform.random);
    this.#reconnectMs = null;
    this.#start('retry', wait, () => this.open());
    this.#events.onStatus('waiting');
  }

  #abandon() {
    const socket = this.#socket;
    // close() on a dead link waits for an answer that never comes, so do not wait for its event.
    this.#onLost();
    socket?.close();
  }

  /** Lets go of the socket: a late event of it must not touch its successor, nor keep this alive. */
  #detach() {
    for (const name of ['stable', 'silence', 'drain']) this.#clear(name);
    const socket = this.#socket;
    if (socket) socket.onopen = socket.onmessage = socket.onclose = null;
    this.#socket = null;
    this.#helloReceived = false;
    return socket;
  }

  #startSilenceTimer(ms, act) {
    this.#start('silence', ms, act);
  }

  #drain() {
    this.#clear('drain');
    const wait = this.#outbox.drain((text) => this.#socket.send(text), this.#platform.now());
    if (wait !== null) this.#start('drain', wait, () => { if (this.isOpen) this.#drain(); });
  }

  #start(name, ms, act) {
    this.#clear(name);
    this.#timers[name] = this.#platform.setTimeout(act, ms);
  }

  #clear(name) {
    this.#platform.clearTimeout(this.#timers[name]);
    this.#timers[name] = 0;
  }
}
