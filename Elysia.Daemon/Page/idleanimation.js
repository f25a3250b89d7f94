// Small signs of life that the server does not send: the wandering of the eyes, and blinks where it sends none.

const BLINK_MS = 190;
const BLINK_EVERY_MS = [2_400, 6_200];
const GAZE_EVERY_MS = [1_300, 4_200];
const POINTER_HOLDS_MS = 2_500;
const GAZE_FOLLOW_MS = 110;

// No mood closes the lids this far (0.5 is the least), so the server blinks, and goes on to for a while.
const BLINKS_BELOW = 0.45;
const SERVER_BLINKS_FOR_MS = 20_000;

// Longer than a blink: what the lids hold beyond it is where they rest.
const RESTING_AFTER_MS = 450;

export class IdleAnimation {
  #random;
  #blinkAtMs = 1_500;
  #gazeAtMs = 0;
  #goal = { x: 0, y: 0 };
  #gaze = { x: 0, y: 0 };
  #pointerAtMs = -Infinity;
  #lastMs = 0;
  #serverBlinkMs = -Infinity;
  #rest = 1;
  #restSinceMs = 0;

  /** How open the server's lids are when they do not blink. */
  get restingOpenness() {
    return this.#rest;
  }

  constructor(random = Math.random) {
    this.#random = random;
  }

  /** The person's pointer, -1..1 from the middle of the face: the eyes follow it for a while. */
  lookAt(x, y, nowMs) {
    this.#goal = { x: clamp(x), y: clamp(y) };
    this.#pointerAtMs = nowMs;
  }

  /** How open the server's lids are: while it blinks, this page leaves blinking to it. */
  onServerLids(eyeOpen, nowMs) {
    if (eyeOpen < BLINKS_BELOW) this.#serverBlinkMs = nowMs;
    if (eyeOpen >= this.#rest || nowMs - this.#restSinceMs > RESTING_AFTER_MS) {
      this.#rest = eyeOpen;
      this.#restSinceMs = nowMs;
    }
  }

  /** `blink` 0..1 and the gaze -1..1, for this frame. */
  frame(nowMs) {
    const elapsedMs = Math.min(100, Math.max(0, nowMs - this.#lastMs));
    this.#lastMs = nowMs;
    if (nowMs > this.#gazeAtMs && nowMs - this.#pointerAtMs > POINTER_HOLDS_MS) {
      // Mostly she looks at you.
      const away = this.#random() < 0.45;
      this.#goal = away ? { x: this.#random() * 1.2 - 0.6, y: this.#random() * 0.8 - 0.45 } : { x: 0, y: 0 };
      this.#gazeAtMs = nowMs + between(GAZE_EVERY_MS, this.#random());
    }
    const part = 1 - Math.exp(-elapsedMs / GAZE_FOLLOW_MS);
    this.#gaze.x += (this.#goal.x - this.#gaze.x) * part;
    this.#gaze.y += (this.#goal.y - this.#gaze.y) * part;
    return { blink: this.#blink(nowMs), gazeX: this.#gaze.x, gazeY: this.#gaze.y };
  }

  #blink(nowMs) {
    if (nowMs - this.#serverBlinkMs < SERVER_BLINKS_FOR_MS) {
      this.#blinkAtMs = nowMs + SERVER_BLINKS_FOR_MS;
      return 0;
    }
    const since = nowMs - this.#blinkAtMs;
    if (since < 0) return 0;
    if (since >= BLINK_MS) {
      // Sometimes twice, as people do.
      const pause = this.#random() < 0.15 ? 120 : between(BLINK_EVERY_MS, this.#random());
      this.#blinkAtMs = nowMs + pause;
      return 0;
    }
    // Closes faster than it opens.
    const part = since / BLINK_MS;
    return part < 0.35 ? part / 0.35 : 1 - ((part - 0.35) / 0.65) ** 1.4;
  }
}

function between([least, most], part) {
  return least + (most - least) * part;
}

function clamp(value) {
  return Math.min(1, Math.max(-1, value));
}
