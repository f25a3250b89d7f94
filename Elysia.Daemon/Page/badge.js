// The little sign that says whether what you see is live.

export class Badge {
  #root;
  #text;
  #t;
  #status = 'connecting';

  constructor(root, text, t) {
    this.#root = root;
    this.#text = text;
    this.#t = t;
  }

  /** 'connecting', 'open' or 'waiting'; also on the document, for styles and tests. */
  show(status, online) {
    this.#status = status;
    this.#root.ownerDocument.documentElement.dataset.connection = status;
    const words = this.#t(status === 'waiting' && !online ? 'offline' : status);
    if (this.#text.textContent !== words) this.#text.textContent = words;
  }

  /** The network came or went. */
  refresh(online) {
    this.show(this.#status, online);
  }
}
