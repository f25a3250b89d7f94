// How long to wait before the next attempt to reach the server.

export const INITIAL_WAIT_MS = 1_000;
export const GROWTH = 1.5;
export const MAX_WAIT_MS = 30_000;

/** The most that attempt number `attempt` (0 is the first retry) may wait. */
export function waitCeilingMs(attempt) {
  const step = Math.max(0, Math.floor(attempt));
  return Math.min(MAX_WAIT_MS, INITIAL_WAIT_MS * GROWTH ** step);
}

/**
 * Full jitter: anywhere between nothing and the ceiling, so that a thousand viewers
 * who lost the same server do not come back in the same second.
 */
export function waitMs(attempt, random = Math.random) {
  return random() * waitCeilingMs(attempt);
}
