import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { applyState, isState, newState } from '../../Elysia.Daemon/Page/state.js';

test('applyState_delta_changes only what it names', () => {
  const state = newState();
  applyState(state, { expression: { mouth_curve: 0.5, beat: 0.2 }, spirits: { fire: 0.9 } });
  applyState(state, { type: 'delta', expression: { beat: 0.7 } });
  assert.equal(state.expression.mouth_curve, 0.5);
  assert.equal(state.expression.beat, 0.7);
  assert.equal(state.expression.eye_open, 1);
  assert.equal(state.spirits.fire, 0.9);
});

test('applyState_values that are no finite number_are ignored', () => {
  const state = newState();
  for (const bad of [NaN, Infinity, '0.5', null, true, {}, [1]]) {
    applyState(state, { type: 'full', expression: { beat: bad }, spirits: { water: bad } });
  }
  for (const bad of [null, 3, 'x', undefined]) applyState(state, { expression: bad, spirits: bad });
  assert.deepEqual(state, newState());
});

test('applyState_values out of range_are brought back, unknown fields stay outside', () => {
  const state = newState();
  applyState(state, { expression: { mouth_curve: -7, eye_open: 9, nose: 1 }, spirits: { aether: -1, plasma: 1 } });
  assert.equal(state.expression.mouth_curve, -1);
  assert.equal(state.expression.eye_open, 1);
  assert.equal(state.spirits.aether, 0);
  assert.deepEqual(Object.keys(state.expression), Object.keys(newState().expression));
  assert.deepEqual(Object.keys(state.spirits), Object.keys(newState().spirits));
});

test('isState_knows state from the rest', () => {
  assert.ok(isState({ expression: {} }) && isState({ type: 'full' }) && isState({ type: 'delta' }));
  assert.ok(!isState({ type: 'speech' }) && !isState({ type: 'metrics' }) && !isState({ type: 'new' }));
});

test('applyState_the recorded session of the reference_ends where its last delta says', () => {
  const file = new URL('../Oracle/original_session.jsonl', import.meta.url);
  const state = newState();
  const last = {};
  let states = 0;
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const [, side, text] = JSON.parse(line);
    if (side !== 'server') continue;
    const message = JSON.parse(text);
    if (!isState(message)) continue;
    applyState(state, message);
    states++;
    Object.assign(last, message.expression);
  }
  assert.ok(states > 100);
  assert.deepEqual(state.expression, last);
});
