// Delay before the next attempt to reach the server: exponential backoff with full jitter.

export const INITIAL_WAIT_MS = 1_000;
const GROWTH = 1.5;
export const MAX_WAIT_MS = 30_000;

/** The maximum delay before retry number `attempt`; the first one is 0. */
export function waitCeilingMs(attempt) {
  const step = Math.max(0, Math.floor(attempt));
  return Math.min(MAX_WAIT_MS, INITIAL_WAIT_MS * GROWTH ** step);
}

/** A random delay up to the maximum: viewers that lost the server together must not return in the same second. */
export function waitMs(attempt, random = Math.random) {
  return random() * waitCeilingMs(attempt);
}
