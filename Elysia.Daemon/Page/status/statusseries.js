// The seconds that the page knows: at most ten minutes, always in order, begun anew when the daemon was.

export const MAX_SAMPLES = 600;

export class Series {
  #samples = [];
  #pid = null;

  /** The samples, oldest first. */
  get all() {
    return this.#samples;
  }

  get last() {
    return this.#samples.at(-1) ?? null;
  }

  /** The number to ask the daemon for more from. */
  get since() {
    return this.last?.n ?? 0;
  }

  /** The samples of the last seconds. */
  latest(seconds) {
    return this.#samples.slice(-seconds);
  }

  /** Takes a report in. */
  add({ pid, samples }) {
    if (this.#pid !== null && pid !== this.#pid) {
      // Another process counts from one again; what was seen of the old one is over. All it knows comes with the next report.
      this.#samples = [];
      this.#pid = pid;
      return;
    }
    this.#pid = pid;
    for (const sample of samples) {
      if (sample.n > this.since) this.#samples.push(sample);
    }
    if (this.#samples.length > MAX_SAMPLES) this.#samples = this.#samples.slice(-MAX_SAMPLES);
  }
}
