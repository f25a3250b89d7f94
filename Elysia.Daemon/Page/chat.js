// The conversation: its lines, and the field to write in.

const MAX_TEXT_CHARACTERS = 1_000;
const COUNT_FROM = 900;

// Older lines are removed, so that a page that stays open for weeks does not grow.
const MAX_LINES = 200;

/** The text to send, trimmed and at most 1,000 characters long, or null when it is empty. */
export function textToSend(typed) {
  const text = typed.trim().slice(0, MAX_TEXT_CHARACTERS);
  return text === '' ? null : text;
}

export class Chat {
  #log;
  #t;
  #lastNote = null;

  /** `onSay(text, onSent)` sends a text and returns 'sent', 'kept' or 'full'. */
  constructor({ log, form, input, count }, t, onSay) {
    this.#log = log;
    this.#t = t;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit(input, onSay);
      showCount(input, count, t);
    });
    input.addEventListener('input', () => showCount(input, count, t));
    input.addEventListener('keydown', (event) => {
      // While a Hangul syllable is being composed, Enter completes the syllable. Safari reports this key as 229.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      form.requestSubmit();
    });
  }

  addAnswer(text) {
    this.#add('elysia', text, this.#t('elysia'));
  }

  /** Adds a line from the page itself. If it is the same as the last line, that line gets a counter instead. */
  addNote(text, kind = 'note') {
    const last = this.#lastNote;
    if (last && last.text === text && last.line === this.#log.lastElementChild) {
      last.times++;
      last.line.querySelector('.line-times').textContent = ` ×${last.times}`;
      return;
    }
    const line = this.#add(kind, text);
    addSpan(line, 'line-times', '');
    this.#lastNote = { text, line, times: 1 };
  }

  #submit(input, onSay) {
    const text = textToSend(input.value);
    if (text === null) return;
    let line = null;
    let sent = false;
    const outcome = onSay(text, () => {
      sent = true;
      line?.classList.remove('unsent');
      line?.querySelector('.line-state')?.remove();
    });
    // Leave the text in the field so that it is not lost.
    if (outcome === 'full') return this.addNote(this.#t('full'), 'error');
    input.value = '';
    line = this.#add('you', text, this.#t('you'));
    if (!sent) {
      line.classList.add('unsent');
      addSpan(line, 'line-state', this.#t('unsent'));
    }
    this.#log.scrollTop = this.#log.scrollHeight;
  }

  #add(kind, text, speaker) {
    const log = this.#log;
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
    const line = document.createElement('div');
    line.className = `line ${kind}`;
    if (speaker) addSpan(line, 'line-name', speaker);
    addSpan(line, 'line-text', text);
    log.append(line);
    while (log.childElementCount > MAX_LINES) log.firstElementChild.remove();
    // Do not scroll when the person has scrolled up to read.
    if (atEnd) log.scrollTop = log.scrollHeight;
    return line;
  }
}

function addSpan(line, className, text) {
  const span = document.createElement('span');
  span.className = className;
  span.textContent = text;
  line.append(span);
}

function showCount(input, count, t) {
  const length = input.value.length;
  count.textContent = length < COUNT_FROM ? '' : t('left', { count: MAX_TEXT_CHARACTERS - length });
}
