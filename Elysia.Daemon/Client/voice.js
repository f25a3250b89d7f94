// Plays speeches: the server's audio clip, or else the browser's own voice; only the lips move while sound is off.

// Maximum queue. A page that was suspended plays only the latest sentences.
const MAX_SENTENCES = 32;

// Some browsers never start an utterance; after this time the sentence is played silently.
const BEGINS_WITHIN_MS = 3_000;

/** The language tag to speak a text with. */
export function languageOf(text) {
  return /[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]/.test(text) ? 'ko-KR' : 'en-US';
}

/** A clip's URL, relative to the WebSocket's so that it works below a proxy's sub-path; null unless it is the server's clip. */
export function clipUrl(audio, socketUrl) {
  const path = audio?.url;
  if (typeof path !== 'string' || !/^\/speech\/[0-9a-f]+\.wav$/.test(path)) return null;
  return new URL(path.slice(1), socketUrl.replace(/^ws/, 'http')).href;
}

export class Voice {
  #lips;
  #platform;
  #socketUrl;
  #enabled = false;
  #waiting = [];
  #turn;
  #sound = null;
  #startMs = 0;
  #serial = 0;

  constructor(lips, socketUrl, platform) {
    this.#lips = lips;
    this.#socketUrl = socketUrl;
    this.#platform = platform;
  }

  get isSpeaking() {
    return this.#sound !== null;
  }

  /** Turns sound on or off. Turning it off also stops the current speech. */
  setEnabled(enabled) {
    this.#enabled = enabled;
    if (!enabled) this.stop();
  }

  /** Plays a speech message: after the current one if both belong to one turn, else instead of it. */
  say(message, nowMs) {
    const follows = message.turn !== undefined && message.turn === this.#turn;
    if (!follows) this.stop();
    this.#turn = message.turn;
    if (this.#waiting.length >= MAX_SENTENCES) this.#waiting.shift();
    this.#waiting.push(message);
    if (!this.#sound) this.#next(nowMs);
  }

  /** Stops the current speech and forgets the waiting ones. */
  stop() {
    this.#serial++;
    this.#waiting.length = 0;
    const sound = this.#sound;
    this.#sound = null;
    sound?.stop();
    this.#lips.stop();
  }

  /** The clock that drives the lips: the clip's position while one is playing, so that lips and sound stay in step. */
  clockMs(nowMs) {
    const seconds = this.#sound?.seconds();
    return seconds === undefined || seconds === null ? nowMs : this.#startMs + seconds * 1000;
  }

  /** Call once a frame: a silent speech has no event that ends it. */
  tick(nowMs) {
    if (this.#sound?.endsMs !== undefined && nowMs >= this.#sound.endsMs) this.#ended(this.#serial, nowMs);
  }

  #next(nowMs) {
    const message = this.#waiting.shift();
    if (!message) return;
    const serial = ++this.#serial;
    const url = this.#enabled ? clipUrl(message.audio, this.#socketUrl) : null;
    if (url) this.#playClip(message, url, serial, nowMs);
    else if (this.#enabled && this.#platform.speech) this.#playBrowser(message, serial, nowMs);
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
    const audio = new this.#platform.Audio(url);
    this.#startMs = nowMs;
    this.#lips.play(message.lipsync, nowMs);
    this.#sound = { stop: () => audio.pause(), seconds: () => audio.currentTime };
    const mine = (act) => () => { if (serial === this.#serial) act(); };
    audio.onended = mine(() => this.#ended(serial, this.#platform.now()));
    // A clip that is gone, or a browser that wants a click first: she still moves her lips.
    const silent = mine(() => { this.#playSilent(message, this.#platform.now()); });
    audio.onerror = silent;
    audio.play()?.catch?.(silent);
  }

  #playBrowser(message, serial, nowMs) {
    const { speech, Utterance, setTimeout } = this.#platform;
    const utterance = new Utterance(String(message.content ?? ''));
    const { pitch, rate, volume } = message.voice ?? {};
    if (Number.isFinite(pitch)) utterance.pitch = pitch;
    if (Number.isFinite(rate)) utterance.rate = rate;
    if (Number.isFinite(volume)) utterance.volume = volume;
    utterance.lang = languageOf(utterance.text);
    let begun = false;
    const mine = (act) => () => { if (serial === this.#serial) act(); };
    utterance.onstart = mine(() => { begun = true; this.#lips.play(message.lipsync, this.#platform.now()); });
    utterance.onend = mine(() => this.#ended(serial, this.#platform.now()));
    utterance.onerror = mine(() => { this.#playSilent(message, this.#platform.now()); });
    this.#sound = { stop: () => speech.cancel(), seconds: () => null };
    speech.speak(utterance);
    setTimeout(mine(() => {
      if (begun) return;
      this.#playSilent(message, this.#platform.now());
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
