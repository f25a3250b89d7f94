import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_DELAY_MS, ServerClock } from '../../Elysia.Daemon/Client/clock.js';

const AHEAD = 5_000;

test('offsetAt_through jitter on one way_is right to half of the quickest trip', () => {
  const clock = new ServerClock();
  let seed = 7;
  const random = () => (seed = seed * 16807 % 2147483647) / 2147483647;
  for (let i = 0; i < 200; i++) {
    const sent = i * 1_000;
    const there = 4 + random() ** 4 * 200;
    const back = 4 + random() ** 4 * 200;
    clock.onPong(sent, sent + there + AHEAD, sent + there + back);
    if (i > 8) {
      const error = Math.abs(clock.offsetAt(sent + 500) - AHEAD);
      assert.ok(error < 30, `${error} ms off after ${i} pings`);
    }
  }
});

test('onMessage_one from the future_moves the clock', () => {
  const clock = new ServerClock();
  clock.onMessage(1_000, 0, false);
  assert.equal(clock.offsetAt(0), 1_000);
  clock.onMessage(1_100, 50, true);
  assert.equal(clock.offsetAt(50), 1_050);
});

test('shownUs_never runs back and is late enough for what comes late', () => {
  const clock = new ServerClock();
  clock.onMessage(AHEAD, 0, false);
  clock.onPong(0, AHEAD, 0);
  let last = 0;
  for (let ms = 0; ms < 20_000; ms += 4) {
    if (ms % 40 === 0) clock.onMessage(AHEAD + ms - (ms > 5_000 ? 100 : 5), ms, true);
    const us = clock.shownUs(ms);
    assert.ok(us >= last);
    assert.ok(us - last < 4_000 * 1.06 || last === 0, `${us - last} us at ${ms}`);
    last = us;
  }
  assert.ok(Math.abs(last / 1000 - (AHEAD + 20_000 - 102)) < 6, `${last}`);
});

test('delay_whatever comes_is at most a quarter of a second', () => {
  const clock = new ServerClock();
  clock.onPong(0, AHEAD, 0);
  clock.onMessage(AHEAD - 4_000, 100, true);
  assert.equal(clock.delayMs, MAX_DELAY_MS);
});
