// Plays the mouth shapes of one speech by a clock that the caller provides.

const HOLD_S = 0.12;

// A sentence has about one frame per phoneme, so a longer list is a malformed message.
const MAX_FRAMES = 5_000;

/** The well-formed frames, sorted by time. */
export function timelineOf(lipsync) {
  if (!Array.isArray(lipsync)) return [];
  return lipsync
    .slice(0, MAX_FRAMES)
    .filter((frame) => Number.isFinite(frame?.time) && frame.time >= 0 && Number.isFinite(frame.mouth_width))
    .map((frame) => ({
      time: frame.time, open: unit(frame.mouth_width), wide: unit(frame.wide), round: unit(frame.round),
    }))
    .sort((a, b) => a.time - b.time);
}

export class Lipsync {
  #timeline = [];
  #startMs = 0;
  #index = 0;

  /** Starts a speech and ends the one that is playing. */
  play(lipsync, nowMs) {
    this.#timeline = timelineOf(lipsync);
    this.#startMs = nowMs;
    this.#index = 0;
  }

  /** Ends the speech: from now on the mouth follows the server's values. */
  stop() {
    this.#timeline = [];
  }

  /** `{open, wide, round}` at `nowMs`, or null when no speech is playing. `nowMs` must not decrease during a speech. */
  shapeAt(nowMs) {
    const frames = this.#timeline;
    if (frames.length === 0) return null;
    const time = (nowMs - this.#startMs) / 1000;
    while (this.#index < frames.length && frames[this.#index].time <= time) this.#index++;
    const from = frames[this.#index - 1] ?? { time: 0, open: 0, wide: 0, round: 0 };
    const to = frames[this.#index] ?? { time: from.time + HOLD_S, open: 0, wide: 0, round: 0 };
    if (time >= to.time) {
      this.#timeline = [];
      return null;
    }
    const part = (time - from.time) / (to.time - from.time || 1);
    const between = (name) => from[name] + (to[name] - from[name]) * part;
    return { open: between('open'), wide: between('wide'), round: between('round') };
  }
}

function unit(value) {
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0;
}
