// A viewer of Elysia for any page: one module without dependencies. It speaks protocol 2 of docs/PROTOCOL.md.
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

// Several pings soon after connecting estimate the server's clock; later ones track it.
const PINGS_AT_MS = [0, 150, 400, 1_000, 2_500];
const PING_EVERY_MS = 60_000;
const EVERY_TICK_FPS = 120;

// Close codes for a token that is missing, refused, expired or revoked. Reconnecting with the same token is useless.
const TOKEN_CODES = [4001, 4002, 4003, 4004];

/** Connects to the server that served this module, or to `options.url`. */
export function connect(options = {}) {
  return new Client(options);
}

// elysia-client.d.ts documents the public members.
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
    // Later, so that the caller can add listeners first.
    this.#platform.queueMicrotask(() => this.#connection.open());
  }

  get unsent() { return this.#connection.unsent; }

  get isOpen() { return this.#connection.isOpen; }

  get isSpeaking() { return this.#voice.isSpeaking; }

  get tick() { return this.#tick; }

  get delayMs() { return this.#clock.delayMs; }
  get mismatches() { return this.#mismatches; }

  on(type, listener) {
    if (!this.#listeners.has(type)) this.#listeners.set(type, new Set());
    this.#listeners.get(type).add(listener);
    return () => { this.#listeners.get(type)?.delete(listener); };
  }

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

  sound(on) {
    this.#voice.setEnabled(on);
  }

  say(content, onSent) {
    return this.#connection.send({ type: 'text', content }, onSent);
  }

  feel(emotion, intensity = 0.5, onSent = undefined) {
    return this.#connection.send({ type: 'emotion', emotion, intensity }, onSent);
  }

  send(message, onSent) {
    return this.#connection.send(message, onSent);
  }

  interrupt() {
    this.#voice.stop();
    return this.isOpen && this.#connection.sendControl({ type: 'interrupt' });
  }

  setFps(fps) {
    this.#fps = fps;
    this.#sendRate();
  }

  showToken(token) {
    return this.#connection.sendControl({ type: 'auth', token });
  }

  async refreshToken() {
    const token = await tokenOf(this.#options.token);
    return token ? this.showToken(token) : false;
  }

  open() {
    this.#connection.open();
  }

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
    // Without a hello the server speaks another protocol, whose deltas have another meaning.
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

  #onAuth(message) {
    if (message.status === 'expiring' && typeof this.#options.token === 'function') {
      // If no token can be fetched now, the server closes the connection and the next one fetches again.
      this.refreshToken().catch(() => {});
    }
    this.#emit('auth', message);
  }

  #onClosed(code) {
    // A function that fetches tokens may return another one next time.
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
