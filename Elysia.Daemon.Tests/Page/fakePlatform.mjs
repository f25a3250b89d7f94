// A browser platform whose clock and network a test controls.

export class FakePlatform {
  sockets = [];
  opened = 0;
  #timers = new Map();
  #nextId = 1;
  #now = 0;

  constructor() {
    const platform = this;
    this.WebSocket = class extends FakeSocket {
      constructor(url, protocols) {
        super(url, protocols);
        platform.sockets.push(this);
        platform.opened++;
      }
    };
    this.now = () => this.#now;
    this.random = () => 0.5;
    this.queueMicrotask = (act) => act();
    this.setTimeout = (act, ms) => {
      this.#timers.set(this.#nextId, { act, atMs: this.#now + ms });
      return this.#nextId++;
    };
    this.clearTimeout = (id) => this.#timers.delete(id);
  }

  /** The number of running timers. */
  get timers() {
    return this.#timers.size;
  }

  get socket() {
    return this.sockets.at(-1);
  }

  advance(ms) {
    const end = this.#now + ms;
    for (;;) {
      const due = [...this.#timers].filter(([, timer]) => timer.atMs <= end).sort((a, b) => a[1].atMs - b[1].atMs)[0];
      if (!due) break;
      this.#timers.delete(due[0]);
      this.#now = due[1].atMs;
      due[1].act();
    }
    this.#now = end;
  }
}

class FakeSocket {
  readyState = 0;
  sent = [];
  closed = false;

  constructor(url, protocols) {
    this.url = url;
    this.protocols = protocols;
  }

  send(text) {
    this.sent.push(text);
  }

  close() {
    this.closed = true;
  }

  /** Opens the socket; the server sends hello, or requires a token first. */
  accept({ asks = false } = {}) {
    this.readyState = 1;
    this.onopen?.({});
    this.say(asks ? { type: 'auth', status: 'required', seconds: 5 } : { type: 'hello' });
  }

  say(message) {
    const isData = typeof message === 'string' || message instanceof ArrayBuffer;
    this.onmessage?.({ data: isData ? message : JSON.stringify(message) });
  }

  drop(code) {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}
