// Server time by the clock of this page: from pings, whose way there and back is known, and from messages, which
// cannot come from the future.

// How late a screen may show her at the most, so that every message is there before its moment.
export const MAX_DELAY_MS = 250;

const MARGIN_MS = 2;
const MAX_SAMPLES = 8;

// Two clocks of quartz part by 0.1 ms a second at worst; an old sample is worth less by that.
const DRIFT = 0.0001;

// Shown time never jumps: it runs a little faster or slower until it is right.
const SLEW = 0.05;
const JUMP_MS = 1_000;
const DELAY_DECAY = 0.05;

export class ServerClock {
  #samples = [];
  #lowerBound = null;
  #delayMs = 0;
  #shown = null;
  #shownAtMs = 0;
  #lastUs = 0;

  /** Another server, another time. */
  reset() {
    this.#samples = [];
    this.#lowerBound = null;
    this.#shown = null;
    this.#lastUs = 0;
  }

  /** How many milliseconds server time is ahead of this clock; null before anything is known. */
  offsetAt(nowMs) {
    const least = this.#lowerBound === null ? null : this.#lowerBound.offset - (nowMs - this.#lowerBound.atMs) * DRIFT;
    let best = null;
    for (const sample of this.#samples) {
      const uncertainty = sample.uncertainty + (nowMs - sample.atMs) * DRIFT;
      if (best === null || uncertainty < best.uncertainty) best = { offset: sample.offset, uncertainty };
    }
    if (best === null) return least;
    return least === null ? best.offset : Math.max(best.offset, least);
  }

  get delayMs() {
    return this.#delayMs;
  }

  /** A ping came back: when it left, what the server's time was, when it was here again. */
  onPong(sentMs, serverMs, nowMs) {
    const trip = nowMs - sentMs;
    if (!(trip >= 0) || !Number.isFinite(serverMs)) return;
    this.#samples.push({ offset: serverMs - (sentMs + trip / 2), uncertainty: trip / 2, atMs: nowMs });
    if (this.#samples.length > MAX_SAMPLES) this.#samples.shift();
  }

  /** A message that the server made at its time `serverMs` is here. */
  onMessage(serverMs, nowMs, isFresh) {
    const offset = serverMs - nowMs;
    if (this.#lowerBound === null || offset > this.#lowerBound.offset - (nowMs - this.#lowerBound.atMs) * DRIFT) {
      this.#lowerBound = { offset, atMs: nowMs };
    }
    if (!isFresh) return;
    const late = nowMs + this.offsetAt(nowMs) - serverMs + MARGIN_MS;
    // Later at once, sooner slowly: one late message is followed by others.
    const wanted = late > this.#delayMs ? late : this.#delayMs + (late - this.#delayMs) * DELAY_DECAY;
    this.#delayMs = Math.min(MAX_DELAY_MS, wanted);
  }

  /** The server time to show at a moment of this page, in microseconds; null before anything is known. Never runs back. */
  shownUs(nowMs) {
    const offset = this.offsetAt(nowMs);
    if (offset === null) return null;
    const goal = offset - this.#delayMs;
    const off = this.#shown === null ? Infinity : goal - this.#shown;
    if (Math.abs(off) > JUMP_MS) {
      this.#shown = goal;
    } else {
      const most = Math.max(0, nowMs - this.#shownAtMs) * SLEW;
      this.#shown += Math.max(-most, Math.min(most, off));
    }
    this.#shownAtMs = Math.max(this.#shownAtMs, nowMs);
    this.#lastUs = Math.max(this.#lastUs, (nowMs + this.#shown) * 1000);
    return this.#lastUs;
  }
}
