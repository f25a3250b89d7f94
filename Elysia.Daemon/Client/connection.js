// The WebSocket to the server: connects, reconnects, detects dead connections and sends messages in order.

import { waitMs } from './backoff.js';
import { readBinary } from './binary.js';
import { Outbox } from './outbox.js';

/** Offered in order of preference; a server that does not know the first one takes the second. */
export const PROTOCOLS = ['elysia.v2.bin', 'elysia.v2.json'];
const TOKEN_PREFIX = 'elysia.token.';

// A connection that ends sooner does not reset the backoff: otherwise a server that closes every connection at once would
// receive a new attempt every second.
const STABLE_AFTER_MS = 5_000;

// The silence limit until `hello` states the heartbeat; it also limits a connection attempt.
const INITIAL_SILENCE_MS = 20_000;
const LOST_AFTER_HEARTBEATS = 1.5;

// While the browser reports no network, a server on the same machine may still answer.
const OFFLINE_REPLY_MS = 5_000;
const OFFLINE_RETRY_MS = 30_000;

/** Parses a frame, or returns null when it is neither a JSON object nor a valid binary message. */
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
  /** The server sends something at least this often. */
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
  #tokenFetch = null;

  /**
   * `endpoint()` returns {url, token}, where the token may be a promise. `events` has onOpen, onMessage(message),
   * onStatus(status), onSilence (should send a ping), onMalformed (an invalid binary message arrived), and onClosed(code), which
   * returns true to stop reconnecting until `open` is called.
   */
  constructor(endpoint, events, platform) {
    this.#endpoint = endpoint;
    this.#events = events;
    this.#platform = platform;
  }

  get unsent() {
    return this.#outbox.length;
  }

  /** Whether `hello` has arrived. Before it the server accepts nothing but a token. */
  get isOpen() {
    return this.#helloReceived && this.#socket?.readyState === 1;
  }

  /** Connects, unless there is a connection or an attempt. */
  open() {
    this.#clear('retry');
    if (this.#socket || this.#closed || this.#tokenFetch) return;
    this.#locked = false;
    this.#events.onStatus('connecting');
    const endpoint = this.#endpoint();
    if (typeof endpoint.token?.then !== 'function') return this.#connect(endpoint.url, endpoint.token);
    // The result of a fetch is ignored when `close` was called or another attempt began meanwhile.
    const fetching = this.#tokenFetch = {};
    const unlessSuperseded = (act) => (value) => {
      if (this.#tokenFetch !== fetching) return;
      this.#tokenFetch = null;
      act(value);
    };
    endpoint.token.then(
      unlessSuperseded((token) => this.#connect(endpoint.url, token)), unlessSuperseded(() => this.#onLost()));
  }

  /** Returns 'sent', 'kept' (will be sent later, in order) or 'full' (50 messages wait already; this one was not kept). */
  send(message, onSent) {
    if (!this.#outbox.add(JSON.stringify(message), onSent)) return 'full';
    if (this.isOpen) this.#drain();
    return this.#outbox.length === 0 ? 'sent' : 'kept';
  }

  /** Sends a message about the connection itself, ahead of the queue. Returns false when there is no connection. */
  sendControl(message) {
    if (this.#socket?.readyState !== 1) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** Sets the delay of the next reconnect, which a server that shuts down chooses. */
  reconnectAfter(ms) {
    this.#reconnectMs = ms;
  }

  /** The browser reports no network: the connection must answer soon, and retries are rare until the network is back. */
  onOffline() {
    this.#offline = true;
    if (!this.#socket) return;
    this.#events.onSilence();
    this.#startSilenceTimer(OFFLINE_REPLY_MS, () => this.#abandon());
  }

  onOnline() {
    this.#offline = false;
    this.retryNow();
  }

  /** Reconnects at once, because the network is back or the page became visible. */
  retryNow() {
    if (this.#socket || this.#locked) return;
    this.#attempt = 0;
    this.open();
  }

  /** Closes the connection for good and drops unsent messages. */
  close() {
    this.#closed = true;
    this.#tokenFetch = null;
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
    // After 1.5 heartbeats of silence, ping; after another one the connection is dead, although no close event came.
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
    // On a dead connection the close event may come minutes after close(), so do not wait for it.
    this.#onLost();
    socket?.close();
  }

  /** Detaches the socket, so that its late events neither affect the next one nor keep this object alive. */
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
