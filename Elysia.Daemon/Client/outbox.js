// Messages that wait to be sent, in the order in which the person made them.

export const MAX_UNSENT = 50;

// The server refuses more than 10 messages a second and 60 a minute, and a refused message is
// lost. Staying a little below keeps a queue of 50 whole when the connection returns. An even
// pace and no bursts: two bursts that the network pushes together would be over the limit.
export const MIN_GAP_MS = 125;
export const MAX_PER_MINUTE = 56;
const MINUTE_MS = 60_500;

/** How long to wait before one more message is welcome; `sentAtMs` holds past sends, oldest first. */
export function sendDelayMs(sentAtMs, nowMs) {
  if (sentAtMs.length === 0) return 0;
  const gap = sentAtMs.at(-1) + MIN_GAP_MS - nowMs;
  const minute = sentAtMs.length < MAX_PER_MINUTE ? 0 : sentAtMs.at(-MAX_PER_MINUTE) + MINUTE_MS - nowMs;
  return Math.max(0, gap, minute);
}

export class Outbox {
  #waiting = [];
  #sentAtMs = [];

  get length() {
    return this.#waiting.length;
  }

  /** False when 50 messages already wait: the caller tells the person, nothing is dropped in silence. */
  add(text, onSent) {
    if (this.#waiting.length >= MAX_UNSENT) return false;
    this.#waiting.push({ text, onSent });
    return true;
  }

  /**
   * Hands over what may be sent now, in order. Returns the wait until the next message may go,
   * or null when none is left. A message leaves the queue only after `send` took it.
   */
  drain(send, nowMs) {
    while (this.#waiting.length > 0) {
      const wait = sendDelayMs(this.#sentAtMs, nowMs);
      if (wait > 0) return wait;
      const next = this.#waiting[0];
      send(next.text);
      this.#waiting.shift();
      this.#sentAtMs.push(nowMs);
      if (this.#sentAtMs.length > MAX_PER_MINUTE) this.#sentAtMs.shift();
      next.onSent?.();
    }
    return null;
  }

  /** Limits are counted per connection, so a new connection starts with a clean sheet. */
  resetPace() {
    this.#sentAtMs = [];
  }
}
