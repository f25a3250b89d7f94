import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StopButton } from '../../Elysia.Daemon/Page/stopbutton.js';

function rig() {
  const button = Object.assign(new EventTarget(), { hidden: true });
  const page = new EventTarget();
  const actions = { speaking: false, stopped: 0, focused: 0 };
  button.ownerDocument = { activeElement: null };
  const stopButton = new StopButton(button, page, {
    isSpeaking: () => actions.speaking,
    stop: () => { actions.stopped++; },
    focus: () => { actions.focused++; },
  });
  const press = (key, more = {}) => page.dispatchEvent(Object.assign(new Event('keydown'), { key, isComposing: false, ...more }));
  const shown = (nowMs = 0) => { stopButton.update(nowMs); return !button.hidden; };
  return { button, actions, stopButton, press, shown };
}

test('update_nothing asked and nothing said_is hidden', () => {
  assert.equal(rig().shown(), false);
});

test('update_from the question to the end of the answer_is there', () => {
  const { stopButton, actions, shown } = rig();
  stopButton.onSent(0);
  assert.equal(shown(), true);
  actions.speaking = true;
  stopButton.onSpeech({ turn: 1 }, 0);
  assert.equal(shown(), true);
  actions.speaking = false;
  assert.equal(shown(), false);
});

test('update_a pause between two sentences_is there until the answer is whole', () => {
  const { stopButton, actions, shown } = rig();
  stopButton.onSent(0);
  stopButton.onSpeech({ turn: 7, more: true }, 0);
  assert.equal(shown(), true);
  stopButton.onAnswered({ turn: 6 });
  assert.equal(shown(), true);
  stopButton.onSpeech({ turn: 7, more: true }, 100);
  stopButton.onAnswered({ turn: 7 });
  actions.speaking = true;
  assert.equal(shown(), true);
  actions.speaking = false;
  assert.equal(shown(), false);
});

test('update_a pause after which nothing comes_ends with an interrupt, a failure or at the latest after a while', () => {
  for (const end of [(stopButton) => stopButton.reset(), (stopButton) => stopButton.onSpeech({ turn: 7 }, 0), () => {}]) {
    const { stopButton, shown } = rig();
    stopButton.onSent(0);
    stopButton.onSpeech({ turn: 7, more: true }, 0);
    end(stopButton);
    assert.equal(shown(200_000), false);
  }
});

test('update_two questions_is there until both are answered', () => {
  const { stopButton, shown } = rig();
  stopButton.onSent(0);
  stopButton.onSent(0);
  stopButton.onSpeech({ turn: 1 }, 0);
  assert.equal(shown(), true);
  stopButton.onSpeech({ turn: 2 }, 0);
  assert.equal(shown(), false);
});

test('update_refused, lost or never answered_goes', () => {
  for (const end of [(stopButton) => stopButton.onRefused(), (stopButton) => stopButton.reset(), () => {}]) {
    const { stopButton, shown } = rig();
    stopButton.onSent(0);
    end(stopButton);
    assert.equal(shown(200_000), false);
  }
});

test('click or Escape_while she speaks_stops her; Escape is another\'s otherwise', () => {
  const { button, actions, stopButton, press, shown } = rig();
  press('Escape');
  assert.equal(actions.stopped, 0);
  stopButton.onSent(0);
  shown();
  press('a');
  press('Escape', { isComposing: true });
  assert.equal(actions.stopped, 0);
  press('Escape');
  assert.equal(actions.stopped, 1);
  assert.equal(shown(), false);
  stopButton.onSent(0);
  shown();
  button.ownerDocument.activeElement = button;
  button.dispatchEvent(new Event('click'));
  assert.equal(actions.stopped, 2);
  assert.equal(shown(), false);
  assert.equal(actions.focused, 1);
});
