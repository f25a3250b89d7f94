// Eye movements, and blinks unless the server sends blinks itself.

const BLINK_MS = 190;
const BLINK_EVERY_MS = [2_400, 6_200];
const GAZE_EVERY_MS = [1_300, 4_200];
const POINTER_FOLLOW_MS = 2_500;
const GAZE_FOLLOW_MS = 110;

// A mood never closes the lids below 0.5, so a lower value is a blink of the server, which will send more of them.
const BLINKS_BELOW = 0.45;
const SERVER_BLINKS_MS = 20_000;

// Longer than a blink: lids that stay lower for this long rest there.
const RESTING_AFTER_MS = 450;

export class IdleAnimation {
  #random;
  #blinkAtMs = 1_500;
  #gazeAtMs = 0;
  #gazeTarget = { x: 0, y: 0 };
  #gaze = { x: 0, y: 0 };
  #pointerAtMs = -Infinity;
  #lastMs = 0;
  #serverBlinkMs = -Infinity;
  #rest = 1;
  #restSinceMs = 0;

  /** eye_open between blinks. */
  get restingOpenness() {
    return this.#rest;
  }

  constructor(random = Math.random) {
    this.#random = random;
  }

  /** Makes the eyes follow the pointer for a while; the position is -1..1 from the middle of the face. */
  lookAt(x, y, nowMs) {
    this.#gazeTarget = { x: clamp(x), y: clamp(y) };
    this.#pointerAtMs = nowMs;
  }

  /** Call once a frame with the server's eye_open. While the server sends blinks, this class makes none. */
  onServerLids(eyeOpen, nowMs) {
    if (eyeOpen < BLINKS_BELOW) this.#serverBlinkMs = nowMs;
    if (eyeOpen >= this.#rest || nowMs - this.#restSinceMs > RESTING_AFTER_MS) {
      this.#rest = eyeOpen;
      this.#restSinceMs = nowMs;
    }
  }

  /** Returns `blink` (0..1) and the gaze (-1..1) for a frame. */
  frame(nowMs) {
    const elapsedMs = Math.min(100, Math.max(0, nowMs - this.#lastMs));
    this.#lastMs = nowMs;
    if (nowMs > this.#gazeAtMs && nowMs - this.#pointerAtMs > POINTER_FOLLOW_MS) {
      const away = this.#random() < 0.45;
      this.#gazeTarget = away ? { x: this.#random() * 1.2 - 0.6, y: this.#random() * 0.8 - 0.45 } : { x: 0, y: 0 };
      this.#gazeAtMs = nowMs + between(GAZE_EVERY_MS, this.#random());
    }
    const part = 1 - Math.exp(-elapsedMs / GAZE_FOLLOW_MS);
    this.#gaze.x += (this.#gazeTarget.x - this.#gaze.x) * part;
    this.#gaze.y += (this.#gazeTarget.y - this.#gaze.y) * part;
    return { blink: this.#blink(nowMs), gazeX: this.#gaze.x, gazeY: this.#gaze.y };
  }

  #blink(nowMs) {
    if (nowMs - this.#serverBlinkMs < SERVER_BLINKS_MS) {
      this.#blinkAtMs = nowMs + SERVER_BLINKS_MS;
      return 0;
    }
    const since = nowMs - this.#blinkAtMs;
    if (since < 0) return 0;
    if (since >= BLINK_MS) {
      // Sometimes people blink twice.
      const pause = this.#random() < 0.15 ? 120 : between(BLINK_EVERY_MS, this.#random());
      this.#blinkAtMs = nowMs + pause;
      return 0;
    }
    const part = since / BLINK_MS;
    return part < 0.35 ? part / 0.35 : 1 - ((part - 0.35) / 0.65) ** 1.4;
  }
}

function between([min, max], part) {
  return min + (max - min) * part;
}

function clamp(value) {
  return Math.min(1, Math.max(-1, value));
}
