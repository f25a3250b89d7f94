// Where the person types a token; there only while the server asks for one.

export class TokenForm {
  #form;
  #why;
  #input;
  #t;

  /** `onGive(token)` takes what was typed. */
  constructor({ form, why, input, send }, t, onGive) {
    this.#form = form;
    this.#why = why;
    this.#input = input;
    this.#t = t;
    send.textContent = t('tokenSend');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const token = input.value.trim();
      if (token === '') return;
      input.value = '';
      onGive(token);
    });
  }

  /** Asks, and says why. */
  ask(why, values) {
    this.#why.textContent = this.#t(why, values);
    this.#form.dataset.why = why;
    if (!this.#form.hidden) return;
    this.#form.hidden = false;
    // A warning must not take the words out of somebody's hands.
    if (why !== 'tokenExpiring') this.#input.focus();
  }

  /** A token was taken. */
  done() {
    this.#form.hidden = true;
  }
}
