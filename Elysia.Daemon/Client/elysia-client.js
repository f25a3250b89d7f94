// A viewer of Elysia for any page: one module, no dependency. Protocol 2 of docs/PROTOCOL.md.
//
//   import { connect } from 'https://elysia.example/elysia-client.js';
//   const elysia = connect();
//   const draw = (now) => { requestAnimationFrame(draw); show(elysia.evaluate(now)); };

import { ServerClock } from './clock.js';
import { Connection } from './connection.js';
import { Lipsync } from './lipsync.js';
import { MotionBuffer } from './motionbuffer.js';
import { expandSpeech } from './speech.js';
import { Voice } from './voice.js';
import { browserPlatform } from './platform.js';

// The first pings find the clock; after them it only has to be kept.
const PINGS_AT_MS = [0, 150, 400, 1_000, 2_500];
const PING_EVERY_MS = 60_000;
const EVERY_TICK_FPS = 120;

// Close codes that say that the token was missing, refused, at its end or revoked: the same one opens nothing.
const TOKEN_CODES = [4001, 4002, 4003, 4004];

/** Connects to the server that served this module, or to `options.url`. */
export function connect(options = {}) {
  return new Client(options);
}

class Client {
  #platform;
  #options;
  #connection;
  #clock = new ServerClock();
  #motionBuffer = new MotionBuffer();
  #lips = new Lipsync();
  #voice;
  #values = {};
  #listeners = new Map();
  #epoch = null;
  #tick = 0;
  #fps;
  #hidden = false;
  #pingCount = 0;
  #pingTimer = 0;
  #mismatches = 0;
  #unwatch;

  constructor(options) {
    this.#options = options;
    this.#platform = options.platform ?? browserPlatform();
    this.#fps = options.fps ?? null;
    this.#voice = new Voice(this.#lips, this.#socketUrl().href, this.#platform);
    this.#connection = new Connection(() => this.#endpoint(), {
      onOpen: () => this.#onOpen(),
      onMessage: (message) => this.#onMessage(message),
      onStatus: (status) => this.#emit('status', status),
      onSilence: () => this.#ping(),
      onMalformed: () => this.#requestKeyframe(),
      onClosed: (code) => this.#onClosed(code),
    }, this.#platform);
    this.#unwatch = this.#platform.watch?.({
      onVisibility: (visible) => this.#onVisibility(visible),
      onOnline: () => this.#connection.onOnline(),
      onOffline: () => this.#connection.onOffline(),
    });
    // After the caller has had the time to listen.
    this.#platform.queueMicrotask(() => this.#connection.open());
  }

  /** Messages that wait to be sent. */
  get unsent() { return this.#connection.unsent; }

  get isOpen() { return this.#connection.isOpen; }

  /** Whether an answer is being said, with sound or without. */
  get isSpeaking() { return this.#voice.isSpeaking; }

  /** The last tick this viewer was told of. */
  get tick() { return this.#tick; }

  /** How far screens show her behind server time, in ms; how often a digest was not the server's. */
  get delayMs() { return this.#clock.delayMs; }
  get mismatches() { return this.#mismatches; }

  /** Listens to 'state', 'status', 'speech', 'answered', 'interrupted', 'error', 'auth', 'locked' or 'message'. Returns what
   *  ends it. */
  on(type, listener) {
    if (!this.#listeners.has(type)) this.#listeners.set(type, new Set());
    this.#listeners.get(type).add(listener);
    return () => { this.#listeners.get(type)?.delete(listener); };
  }

  /**
   * The twelve values at a moment of performance.now(), and what only the lips of an answer have: mouth_wide and mouth_round.
   * The same object each time: copy what you keep.
   */
  evaluate(nowMs = this.#platform.now()) {
    const us = this.#clock.shownUs(nowMs);
    this.#motionBuffer.evaluate(us ?? 0, this.#values);
    this.#voice.tick(nowMs);
    const lips = this.#lips.shapeAt(this.#voice.clockMs(nowMs));
    if (lips !== null) this.#values.mouth_width = lips.open;
    this.#values.mouth_wide = lips?.wide ?? 0;
    this.#values.mouth_round = lips?.round ?? 0;
    return this.#values;
  }

  /** Whether her answers to this viewer are heard. Browsers may ask for a click first. */
  sound(on) {
    this.#voice.setEnabled(on);
  }

  /** Says something to her: 'sent', 'kept' (goes out later) or 'full' (50 wait; nothing was taken). */
  say(content, onSent) {
    return this.#connection.send({ type: 'text', content }, onSent);
  }

  /** Gives her a feeling of some strength, 0..1. */
  feel(emotion, intensity = 0.5, onSent = undefined) {
    return this.#connection.send({ type: 'emotion', emotion, intensity }, onSent);
  }

  /** Sends any other message of the protocol, in order with the rest. */
  send(message, onSent) {
    return this.#connection.send(message, onSent);
  }

  /** Stops her answer to this viewer, at once and before all that waits to be sent; 'interrupted' tells when it is over. */
  interrupt() {
    this.#voice.stop();
    return this.isOpen && this.#connection.sendControl({ type: 'interrupt' });
  }

  /** Most state messages a second from now on; null for every one. */
  setFps(fps) {
    this.#fps = fps;
    this.#sendRate();
  }

  /** Shows the server a token on the connection there is, whether it asked or not: false when there is none. */
  showToken(token) {
    return this.#connection.sendControl({ type: 'auth', token });
  }

  /** Fetches a token anew and shows it; done by itself when the server says that the old one ends. */
  async refreshToken() {
    const token = await tokenOf(this.#options.token);
    return token ? this.showToken(token) : false;
  }

  /** Calls again after 'locked', when there is another token to show. */
  open() {
    this.#connection.open();
  }

  /** Ends it for good. */
  close() {
    this.#platform.clearTimeout(this.#pingTimer);
    this.#unwatch?.();
    this.#voice.stop();
    this.#connection.close();
    this.#listeners.clear();
  }

  #socketUrl() {
    const url = new URL(this.#options.url ?? new URL('ws', import.meta.url));
    url.protocol = url.protocol.replace('http', 'ws');
    return url;
  }

  #endpoint() {
    const url = this.#socketUrl();
    if (this.#fps) url.searchParams.set('fps', this.#fps);
    if (this.#options.me) url.searchParams.set('me', this.#options.me);
    if (this.#epoch) url.searchParams.set('resume', `${this.#epoch}.${this.#tick}`);
    return { url: url.href, token: tokenOf(this.#options.token) };
  }

  #onOpen() {
    this.#pingCount = 0;
    this.#schedulePing();
    if (this.#hidden) this.#sendRate();
  }

  #onMessage(message) {
    const nowMs = this.#platform.now();
    switch (message.type) {
      case 'hello': this.#onHello(message, nowMs); break;
      case 'keyframe':
      case 'delta':
      case 'digest': this.#onState(message, nowMs); break;
      case 'pong': this.#clock.onPong(message.c, message.t, nowMs); break;
      case 'going-away': if (message.reconnect >= 0) this.#connection.reconnectAfter(Math.min(60_000, message.reconnect)); break;
      case 'speech': this.#onSpeech(expandSpeech(message, this.evaluate(nowMs)), nowMs); break;
      case 'interrupted':
        this.#voice.stop();
        this.#emit('interrupted', message);
        break;
      case 'answered': this.#emit('answered', message); break;
      case 'error': this.#emit('error', message); break;
      case 'auth': this.#onAuth(message); break;
      default:
    }
    this.#emit('message', message);
  }

  #onSpeech(speech, nowMs) {
    this.#voice.say(speech, nowMs);
    this.#emit('speech', speech);
  }

  #onHello({ epoch, t, heartbeat, threshold, resumed }, nowMs) {
    if (!resumed) {
      if (epoch !== this.#epoch) {
        this.#clock.reset();
        this.#motionBuffer.reset();
      }
      this.#epoch = typeof epoch === 'string' ? epoch : null;
      if (heartbeat > 0) this.#connection.heartbeatMs = heartbeat;
      if (threshold > 0) this.#motionBuffer.threshold = threshold;
    }
    if (Number.isFinite(t)) this.#clock.onMessage(t, nowMs, false);
  }

  #onState(message, nowMs) {
    // Without a hello it is another protocol's, whose deltas are none of ours.
    if (this.#epoch === null) return;
    if (!Number.isFinite(message.t) || !Number.isSafeInteger(message.tick)) return this.#requestKeyframe();
    const changed = message.type === 'digest' ? [] : this.#motionBuffer.apply(message);
    if (changed === null) return this.#requestKeyframe();
    this.#clock.onMessage(message.t, nowMs, message.type !== 'keyframe');
    this.#tick = message.tick;
    if (message.digest !== undefined) {
      if (message.digest !== this.#motionBuffer.digest()) return this.#requestKeyframe();
      const shown = (this.#clock.shownUs(nowMs) ?? 0) / 1000;
      this.#connection.sendControl({ type: 'ack', tick: this.#tick, shown: Math.round(shown) });
    }
    if (changed.length > 0) this.#emit('state', { tick: this.#tick, changed });
  }

  /** The server asks for a token, or tells what became of one. */
  #onAuth(message) {
    if (message.status === 'expiring' && typeof this.#options.token === 'function') {
      // Without a token now the warning has done no harm: the connection ends, and the next one asks again.
      this.refreshToken().catch(() => {});
    }
    this.#emit('auth', message);
  }

  #onClosed(code) {
    // What fetches tokens may have another one next time.
    if (!TOKEN_CODES.includes(code) || typeof this.#options.token === 'function') return false;
    this.#emit('locked', { code });
    return true;
  }

  #requestKeyframe() {
    this.#mismatches++;
    this.#connection.sendControl({ type: 'keyframe' });
  }

  #onVisibility(visible) {
    this.#hidden = !visible;
    this.#sendRate();
    if (visible) this.#connection.retryNow();
  }

  #sendRate() {
    this.#connection.sendControl({ type: 'rate', fps: this.#hidden ? 0 : this.#fps ?? EVERY_TICK_FPS });
  }

  #ping() {
    this.#connection.sendControl({ type: 'ping', c: this.#platform.now() });
  }

  #schedulePing() {
    const { setTimeout, clearTimeout } = this.#platform;
    clearTimeout(this.#pingTimer);
    const past = this.#pingCount === 0 ? 0 : PINGS_AT_MS[this.#pingCount - 1];
    const wait = this.#pingCount < PINGS_AT_MS.length ? PINGS_AT_MS[this.#pingCount] - past : PING_EVERY_MS;
    this.#pingCount++;
    this.#pingTimer = setTimeout(() => {
      if (!this.isOpen) return;
      this.#ping();
      this.#schedulePing();
    }, wait);
  }

  #emit(type, detail) {
    for (const listener of this.#listeners.get(type) ?? []) listener(detail);
  }
}

function tokenOf(token) {
  return typeof token === 'function' ? token() : token;
}
