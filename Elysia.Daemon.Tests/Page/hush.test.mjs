import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hush } from '../../Elysia.Daemon/Page/hush.js';

function rig() {
  const button = Object.assign(new EventTarget(), { hidden: true });
  const page = new EventTarget();
  const platform = { speaking: false, hushed: 0, focused: 0 };
  button.ownerDocument = { activeElement: null };
  const hush = new Hush(button, page, {
    isSpeaking: () => platform.speaking,
    hush: () => { platform.hushed++; },
    focus: () => { platform.focused++; },
  });
  const press = (key, more = {}) => page.dispatchEvent(Object.assign(new Event('keydown'), { key, isComposing: false, ...more }));
  const shown = (nowMs = 0) => { hush.show(nowMs); return !button.hidden; };
  return { button, platform, hush, press, shown };
}

test('show_nothing asked and nothing said_is hidden', () => {
  assert.equal(rig().shown(), false);
});

test('show_from the question to the end of the answer_is there', () => {
  const { hush, platform, shown } = rig();
  hush.asked(0);
  assert.equal(shown(), true);
  platform.speaking = true;
  hush.answered({ turn: 1 }, 0);
  assert.equal(shown(), true);
  platform.speaking = false;
  assert.equal(shown(), false);
});

test('show_a pause between two sentences_is there until the answer is whole', () => {
  const { hush, platform, shown } = rig();
  hush.asked(0);
  hush.answered({ turn: 7, more: true }, 0);
  assert.equal(shown(), true);
  hush.whole({ turn: 6 });
  assert.equal(shown(), true);
  hush.answered({ turn: 7, more: true }, 100);
  hush.whole({ turn: 7 });
  platform.speaking = true;
  assert.equal(shown(), true);
  platform.speaking = false;
  assert.equal(shown(), false);
});

test('show_a pause after which nothing comes_ends with an interrupt, a failure or at the latest after a while', () => {
  for (const end of [(hush) => hush.over(), (hush) => hush.answered({ turn: 7 }, 0), () => {}]) {
    const { hush, shown } = rig();
    hush.asked(0);
    hush.answered({ turn: 7, more: true }, 0);
    end(hush);
    assert.equal(shown(200_000), false);
  }
});

test('show_two questions_is there until both are answered', () => {
  const { hush, shown } = rig();
  hush.asked(0);
  hush.asked(0);
  hush.answered({ turn: 1 }, 0);
  assert.equal(shown(), true);
  hush.answered({ turn: 2 }, 0);
  assert.equal(shown(), false);
});

test('show_refused, lost or never answered_goes', () => {
  for (const end of [(hush) => hush.refused(), (hush) => hush.over(), () => {}]) {
    const { hush, shown } = rig();
    hush.asked(0);
    end(hush);
    assert.equal(shown(200_000), false);
  }
});

test('click or Escape_while she speaks_stops her; Escape is another\'s otherwise', () => {
  const { button, platform, hush, press, shown } = rig();
  press('Escape');
  assert.equal(platform.hushed, 0);
  hush.asked(0);
  shown();
  press('a');
  press('Escape', { isComposing: true });
  assert.equal(platform.hushed, 0);
  press('Escape');
  assert.equal(platform.hushed, 1);
  assert.equal(shown(), false);
  hush.asked(0);
  shown();
  button.ownerDocument.activeElement = button;
  button.dispatchEvent(new Event('click'));
  assert.equal(platform.hushed, 2);
  assert.equal(shown(), false);
  assert.equal(platform.focused, 1);
});
