// The form for a token, visible while the server requires one.

export class TokenForm {
  #form;
  #why;
  #input;
  #t;

  /** `onSubmit(token)` is called with the token. */
  constructor({ form, why, input, send }, t, onSubmit) {
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
      onSubmit(token);
    });
  }

  /** Shows the form; `why` is a key of i18n.js. */
  ask(why, values) {
    this.#why.textContent = this.#t(why, values);
    this.#form.dataset.why = why;
    if (!this.#form.hidden) return;
    this.#form.hidden = false;
    // A warning must not take the focus from somebody who is typing.
    if (why !== 'tokenExpiring') this.#input.focus();
  }

  hide() {
    this.#form.hidden = true;
  }
}
