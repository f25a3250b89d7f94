// Queues messages until they may be sent, in order.

export const MAX_UNSENT = 50;

// The server refuses more than 10 messages a second or 60 a minute, and a refused message is lost, so the outbox stays a little
// below both limits. It sends at an even rate: the network may merge two bursts into one that exceeds the limit.
export const MIN_INTERVAL_MS = 125;
const MAX_PER_MINUTE = 56;
const MINUTE_MS = 60_500;

/** Delay before the next message may be sent; `sentAtMs` holds the times of past messages, oldest first. */
export function sendDelayMs(sentAtMs, nowMs) {
  if (sentAtMs.length === 0) return 0;
  const gap = sentAtMs.at(-1) + MIN_INTERVAL_MS - nowMs;
  const minute = sentAtMs.length < MAX_PER_MINUTE ? 0 : sentAtMs.at(-MAX_PER_MINUTE) + MINUTE_MS - nowMs;
  return Math.max(0, gap, minute);
}

export class Outbox {
  #waiting = [];
  #sentAtMs = [];

  get length() {
    return this.#waiting.length;
  }

  /** Returns false, and keeps nothing, when 50 messages are waiting already. */
  add(text, onSent) {
    if (this.#waiting.length >= MAX_UNSENT) return false;
    this.#waiting.push({ text, onSent });
    return true;
  }

  /**
   * Sends the messages that may be sent now. Returns the delay until the next one, or null when the queue is empty.
   * A message leaves the queue only after `send` returned.
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

  /** The server counts its limits per connection, so a new connection starts from zero. */
  resetPace() {
    this.#sentAtMs = [];
  }
}
