import assert from 'node:assert/strict';
import { test } from 'node:test';
import { INITIAL_WAIT_MS, MAX_WAIT_MS, waitCeilingMs, waitMs } from '../../Elysia.Daemon/Client/backoff.js';

test('waitCeilingMs_grows by half from one second', () => {
  assert.equal(waitCeilingMs(0), INITIAL_WAIT_MS);
  assert.equal(waitCeilingMs(1), 1_500);
  assert.equal(waitCeilingMs(2), 2_250);
});

test('waitCeilingMs_never leaves 1 to 30 seconds, also after a year of attempts', () => {
  for (const attempt of [-3, 0, 8, 9, 50, 5_000, Infinity]) {
    const wait = waitCeilingMs(attempt);
    assert.ok(wait >= INITIAL_WAIT_MS && wait <= MAX_WAIT_MS, `${attempt}: ${wait}`);
  }
  assert.equal(waitCeilingMs(9), MAX_WAIT_MS);
});

test('waitMs_uses the whole range', () => {
  assert.equal(waitMs(2, () => 0), 0);
  assert.equal(waitMs(2, () => 0.5), 1_125);
  assert.ok(waitMs(2, () => 0.999999) < 2_250);
});
