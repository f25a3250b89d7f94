// The button that stops Elysia's answer, visible while she thinks or speaks. The Escape key does the same.

// A text that the server lost is never answered. Longer than the server waits for a model.
const MAX_THINKING_MS = 150_000;

export class StopButton {
  #button;
  #actions;
  #pending = 0;
  #pendingSinceMs = 0;
  #turn;
  #more = false;

  /** `actions` has isSpeaking(), stop(), and focus(), which moves the focus elsewhere when the focused button disappears. */
  constructor(button, page, actions) {
    this.#button = button;
    this.#actions = actions;
    button.addEventListener('click', () => this.#stop());
    page.addEventListener('keydown', (event) => {
      // While a Hangul syllable is being composed, Escape cancels the syllable.
      if (event.key === 'Escape' && !event.isComposing && !button.hidden) this.#stop();
    });
  }

  /** Whether an answer, or another sentence of one, may still come. */
  get isThinking() {
    return this.#pending > 0 || this.#more;
  }

  /** A text was sent to the server. */
  onSent(nowMs) {
    this.#pending++;
    this.#pendingSinceMs = nowMs;
  }

  /** A sentence arrived; if it has `more`, another may follow. All sentences of a turn answer one text. */
  onSpeech({ turn, more }, nowMs) {
    if (turn === undefined || turn !== this.#turn) this.#removePending();
    this.#turn = turn;
    this.#more = more === true;
    this.#pendingSinceMs = nowMs;
  }

  /** An answer is complete. */
  onAnswered({ turn }) {
    if (turn === this.#turn) this.#more = false;
  }

  /** The server refused a text. */
  onRefused() {
    this.#removePending();
  }

  #removePending() {
    this.#pending = Math.max(0, this.#pending - 1);
  }

  /** No answer is expected any more: she was stopped, or the connection was lost. */
  reset() {
    this.#pending = 0;
    this.#more = false;
  }

  /** Call once a frame. */
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
