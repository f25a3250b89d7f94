// How a speech sounds: the clip the server made, or else the browser's own voice; nothing unless the viewer wants sound.

// What waits while she speaks; a viewer that was away hears the latest and not the whole day.
const MOST_SENTENCES = 32;

// A browser that never begins to speak must not keep the rest from being said.
const BEGINS_WITHIN_MS = 3_000;

/** Which of a browser's voices speaks the language of a text. */
export function languageOf(text) {
  return /[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]/.test(text) ? 'ko-KR' : 'en-US';
}

/** A clip's address beside the WebSocket's, also below a sub path of a proxy; null for anything but a clip of the server. */
export function clipUrl(audio, socketUrl) {
  const path = audio?.url;
  return typeof path === 'string' && /^\/speech\/[0-9a-f]+\.wav$/.test(path) ? new URL(path.slice(1), socketUrl.replace(/^ws/, 'http')).href : null;
}

export class Voice {
  #lips;
  #world;
  #socketUrl;
  #wanted = false;
  #waiting = [];
  #turn;
  #sound = null;
  #startMs = 0;
  #serial = 0;

  /** `socketUrl` is beside the clips; `world` holds what a test replaces: Audio, speech (or null), Utterance, setTimeout, now. */
  constructor(lips, socketUrl, world) {
    this.#lips = lips;
    this.#socketUrl = socketUrl;
    this.#world = world;
  }

  get wanted() {
    return this.#wanted;
  }

  get isSpeaking() {
    return this.#sound !== null;
  }

  /** Turns sound on or off; off falls silent at once, and the lips with it. */
  want(wanted) {
    this.#wanted = wanted;
    if (!wanted) this.hush();
  }

  /** Says a speech message. One of the same turn follows, any other takes over. */
  say(message, nowMs) {
    const follows = message.turn !== undefined && message.turn === this.#turn;
    if (!follows) this.hush();
    this.#turn = message.turn;
    if (this.#waiting.length >= MOST_SENTENCES) this.#waiting.shift();
    this.#waiting.push(message);
    if (!this.#sound) this.#next(nowMs);
  }

  /** Falls silent. */
  hush() {
    this.#serial++;
    this.#waiting.length = 0;
    const sound = this.#sound;
    this.#sound = null;
    sound?.stop();
    this.#lips.stop();
  }

  /** The clock of the lips: the sound's where there is one, so that they never part. */
  clockMs(nowMs) {
    const seconds = this.#sound?.seconds();
    return seconds === undefined || seconds === null ? nowMs : this.#startMs + seconds * 1000;
  }

  /** Call once a frame: goes on with what waits when a speech without sound is over. */
  tick(nowMs) {
    if (this.#sound?.endsMs !== undefined && nowMs >= this.#sound.endsMs) this.#ended(this.#serial, nowMs);
  }

  #next(nowMs) {
    const message = this.#waiting.shift();
    if (!message) return;
    const serial = ++this.#serial;
    const url = this.#wanted ? clipUrl(message.audio, this.#socketUrl) : null;
    if (url) this.#playClip(message, url, serial, nowMs);
    else if (this.#wanted && this.#world.speech) this.#playBrowser(message, serial, nowMs);
    else this.#playSilent(message, nowMs);
  }

  #playSilent(message, nowMs) {
    // Whatever the clip or the browser's voice tells from now on is too late: an error may come twice, or behind a time-out.
    this.#serial++;
    this.#lips.play(message.lipsync, nowMs);
    const last = Array.isArray(message.lipsync) ? message.lipsync.at(-1)?.time : 0;
    this.#sound = { stop() {}, seconds: () => null, endsMs: nowMs + (Number.isFinite(last) ? last : 0) * 1000 };
  }

  #playClip(message, url, serial, nowMs) {
    const audio = new this.#world.Audio(url);
    this.#startMs = nowMs;
    this.#lips.play(message.lipsync, nowMs);
    this.#sound = { stop: () => audio.pause(), seconds: () => audio.currentTime };
    const mine = (act) => () => { if (serial === this.#serial) act(); };
    audio.onended = mine(() => this.#ended(serial, this.#world.now()));
    // A clip that is gone, or a browser that wants a click first: she still moves her lips.
    const silent = mine(() => { this.#playSilent(message, this.#world.now()); });
    audio.onerror = silent;
    audio.play()?.catch?.(silent);
  }

  #playBrowser(message, serial, nowMs) {
    const { speech, Utterance, setTimeout } = this.#world;
    const utterance = new Utterance(String(message.content ?? ''));
    const { pitch, rate, volume } = message.voice ?? {};
    if (Number.isFinite(pitch)) utterance.pitch = pitch;
    if (Number.isFinite(rate)) utterance.rate = rate;
    if (Number.isFinite(volume)) utterance.volume = volume;
    utterance.lang = languageOf(utterance.text);
    let begun = false;
    const mine = (act) => () => { if (serial === this.#serial) act(); };
    utterance.onstart = mine(() => { begun = true; this.#lips.play(message.lipsync, this.#world.now()); });
    utterance.onend = mine(() => this.#ended(serial, this.#world.now()));
    utterance.onerror = mine(() => { this.#playSilent(message, this.#world.now()); });
    this.#sound = { stop: () => speech.cancel(), seconds: () => null };
    speech.speak(utterance);
    setTimeout(mine(() => {
      if (begun) return;
      this.#playSilent(message, this.#world.now());
      speech.cancel();
    }), BEGINS_WITHIN_MS);
  }

  #ended(serial, nowMs) {
    if (serial !== this.#serial) return;
    this.#serial++;
    this.#sound = null;
    this.#lips.stop();
    this.#next(nowMs);
  }
}
