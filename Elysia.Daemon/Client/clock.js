// Estimates the server's clock from pings, whose round trip is known, and from messages: a message cannot arrive before it was
// sent, so its timestamp is a lower bound.

// Maximum playback delay. Playback runs behind server time so that messages arrive before they are due.
export const MAX_DELAY_MS = 250;

const MARGIN_MS = 2;
const MAX_SAMPLES = 8;

// Two quartz clocks drift apart by at most 0.1 ms a second, so a sample becomes less certain with age.
const DRIFT = 0.0001;

// Playback time is corrected by running up to 5 % faster or slower. It jumps only if it is off by more than JUMP_MS.
const SLEW = 0.05;
const JUMP_MS = 1_000;
const DELAY_DECAY = 0.05;

export class ServerClock {
  #samples = [];
  #lowerBound = null;
  #delayMs = 0;
  #shownOffset = null;
  #shownAtMs = 0;
  #lastUs = 0;

  /** Forgets everything: another server has another time. */
  reset() {
    this.#samples = [];
    this.#lowerBound = null;
    this.#shownOffset = null;
    this.#lastUs = 0;
  }

  /** Server time minus this page's time in ms, or null before the first sample. */
  offsetAt(nowMs) {
    const bound = this.#lowerBound === null ? null : this.#lowerBound.offset - (nowMs - this.#lowerBound.atMs) * DRIFT;
    let best = null;
    for (const sample of this.#samples) {
      const uncertainty = sample.uncertainty + (nowMs - sample.atMs) * DRIFT;
      if (best === null || uncertainty < best.uncertainty) best = { offset: sample.offset, uncertainty };
    }
    if (best === null) return bound;
    return bound === null ? best.offset : Math.max(best.offset, bound);
  }

  get delayMs() {
    return this.#delayMs;
  }

  onPong(sentMs, serverMs, nowMs) {
    const trip = nowMs - sentMs;
    if (!(trip >= 0) || !Number.isFinite(serverMs)) return;
    this.#samples.push({ offset: serverMs - (sentMs + trip / 2), uncertainty: trip / 2, atMs: nowMs });
    if (this.#samples.length > MAX_SAMPLES) this.#samples.shift();
  }

  /** `isFresh` is false for a message that was not sent as soon as it was made: it says nothing about the delay. */
  onMessage(serverMs, nowMs, isFresh) {
    const offset = serverMs - nowMs;
    if (this.#lowerBound === null || offset > this.#lowerBound.offset - (nowMs - this.#lowerBound.atMs) * DRIFT) {
      this.#lowerBound = { offset, atMs: nowMs };
    }
    if (!isFresh) return;
    const late = nowMs + this.offsetAt(nowMs) - serverMs + MARGIN_MS;
    // The delay grows at once and shrinks slowly, because late messages come in bursts.
    const target = late > this.#delayMs ? late : this.#delayMs + (late - this.#delayMs) * DELAY_DECAY;
    this.#delayMs = Math.min(MAX_DELAY_MS, target);
  }

  /** The server time to show at `nowMs`, in microseconds, or null before the first sample. It never goes backwards. */
  shownUs(nowMs) {
    const offset = this.offsetAt(nowMs);
    if (offset === null) return null;
    const target = offset - this.#delayMs;
    const error = this.#shownOffset === null ? Infinity : target - this.#shownOffset;
    if (Math.abs(error) > JUMP_MS) {
      this.#shownOffset = target;
    } else {
      const limit = Math.max(0, nowMs - this.#shownAtMs) * SLEW;
      this.#shownOffset += Math.max(-limit, Math.min(limit, error));
    }
    this.#shownAtMs = Math.max(this.#shownAtMs, nowMs);
    this.#lastUs = Math.max(this.#lastUs, (nowMs + this.#shownOffset) * 1000);
    return this.#lastUs;
  }
}
