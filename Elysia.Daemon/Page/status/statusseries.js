// The samples of the last ten minutes, one a second, in order.

export const MAX_SAMPLES = 600;

export class Series {
  #samples = [];
  #pid = null;

  /** The number of the newest sample; the daemon reports only those after it. */
  get since() {
    return this.#samples.at(-1)?.n ?? 0;
  }

  latest(seconds) {
    return this.#samples.slice(-seconds);
  }

  add({ pid, samples }) {
    if (this.#pid !== null && pid !== this.#pid) {
      // The daemon was restarted and numbers samples from 1 again. This report lacks its older samples, so wait for the next one.
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
