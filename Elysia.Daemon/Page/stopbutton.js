// The button that stops her: there while she thinks of an answer to this viewer or says one. Escape does the same.

// A server that lost the question does not answer it. Longer than the longest answer a model is waited for.
const MAX_THINKING_MS = 150_000;

export class StopButton {
  #button;
  #actions;
  #pending = 0;
  #pendingSinceMs = 0;
  #turn;
  #more = false;

  /** `actions` has isSpeaking(), stop() and focus(), which takes the focus from the button when that goes. */
  constructor(button, page, actions) {
    this.#button = button;
    this.#actions = actions;
    button.addEventListener('click', () => this.#stop());
    page.addEventListener('keydown', (event) => {
      // Escape also ends the composing of a Hangul syllable, which is no wish for silence.
      if (event.key === 'Escape' && !event.isComposing && !button.hidden) this.#stop();
    });
  }

  /** Whether she thinks of something to say to this viewer. */
  get isThinking() {
    return this.#pending > 0 || this.#more;
  }

  /** A text went out. */
  onSent(nowMs) {
    this.#pending++;
    this.#pendingSinceMs = nowMs;
  }

  /** She said something; after a sentence with `more` another may come. Sentences of one turn answer one text. */
  onSpeech({ turn, more }, nowMs) {
    if (turn === undefined || turn !== this.#turn) this.onRefused();
    this.#turn = turn;
    this.#more = more === true;
    this.#pendingSinceMs = nowMs;
  }

  /** All of a turn is said. */
  onAnswered({ turn }) {
    if (turn === this.#turn) this.#more = false;
  }

  /** A text was not taken. */
  onRefused() {
    this.#pending = Math.max(0, this.#pending - 1);
  }

  /** Nothing more comes: she was stopped, or the connection is gone. */
  reset() {
    this.#pending = 0;
    this.#more = false;
  }

  /** Once a frame. */
  update(nowMs) {
    if (this.isThinking && nowMs - this.#pendingSinceMs > MAX_THINKING_MS) this.reset();
    const hidden = !this.isThinking && !this.#actions.isSpeaking();
    if (hidden === this.#button.hidden) return;
    if (hidden && this.#button.ownerDocument?.activeElement === this.#button) this.#actions.focus();
    this.#button.hidden = hidden;
  }

  #stop() {
    this.reset();
    this.#actions.stop();
  }
}
