// The button that stops her: there while she thinks of an answer to this viewer or says one. Escape does the same.

// A server that lost the question does not answer it. Longer than the longest answer a model is waited for.
const THINKS_AT_MOST_MS = 150_000;

export class Hush {
  #button;
  #world;
  #asked = 0;
  #askedAtMs = 0;
  #turn;
  #more = false;

  /** `world` has isSpeaking(), hush() and focus(), which takes the focus from the button when that goes. */
  constructor(button, page, world) {
    this.#button = button;
    this.#world = world;
    button.addEventListener('click', () => this.#stop());
    page.addEventListener('keydown', (event) => {
      // Escape also ends the composing of a Hangul syllable, which is no wish for silence.
      if (event.key === 'Escape' && !event.isComposing && !button.hidden) this.#stop();
    });
  }

  /** Whether she thinks of something to say to this viewer. */
  get isThinking() {
    return this.#asked > 0 || this.#more;
  }

  /** A text went out. */
  asked(nowMs) {
    this.#asked++;
    this.#askedAtMs = nowMs;
  }

  /** She said something; after a sentence with `more` another may come. Sentences of one turn answer one text. */
  answered({ turn, more }, nowMs) {
    if (turn === undefined || turn !== this.#turn) this.refused();
    this.#turn = turn;
    this.#more = more === true;
    this.#askedAtMs = nowMs;
  }

  /** All of a turn is said. */
  whole({ turn }) {
    if (turn === this.#turn) this.#more = false;
  }

  /** A text was not taken. */
  refused() {
    this.#asked = Math.max(0, this.#asked - 1);
  }

  /** Nothing more comes: she was stopped, or the connection is gone. */
  over() {
    this.#asked = 0;
    this.#more = false;
  }

  /** Once a frame. */
  show(nowMs) {
    if (this.isThinking && nowMs - this.#askedAtMs > THINKS_AT_MOST_MS) this.over();
    const hidden = !this.isThinking && !this.#world.isSpeaking();
    if (hidden === this.#button.hidden) return;
    if (hidden && this.#button.ownerDocument?.activeElement === this.#button) this.#world.focus();
    this.#button.hidden = hidden;
  }

  #stop() {
    this.over();
    this.#world.hush();
  }
}
