// The badge that shows the state of the connection.

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

  /** `status` is one of the client's, also set on the document for style sheets and tests. */
  show(status, online) {
    this.#status = status;
    this.#root.ownerDocument.documentElement.dataset.connection = status;
    const words = this.#t(status === 'waiting' && !online ? 'offline' : status);
    if (this.#text.textContent !== words) this.#text.textContent = words;
  }

  /** Call when the network appears or disappears. */
  refresh(online) {
    this.show(this.#status, online);
  }
}
