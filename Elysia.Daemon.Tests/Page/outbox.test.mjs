import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MIN_INTERVAL_MS, MAX_UNSENT, Outbox, sendDelayMs } from '../../Elysia.Daemon/Client/outbox.js';

test('add_when 50 wait_refuses and keeps the 50', () => {
  const box = new Outbox();
  for (let i = 0; i < MAX_UNSENT; i++) assert.equal(box.add(`${i}`), true);
  assert.equal(box.add('one too many'), false);
  assert.equal(box.length, MAX_UNSENT);
});

test('drain_sends all in order and within the limits of the server', () => {
  const box = new Outbox();
  const times = [], texts = [], done = [];
  for (let i = 0; i < MAX_UNSENT; i++) box.add(`${i}`, () => done.push(i));
  let now = 0, wait = 0;
  while ((wait = box.drain((text) => { texts.push(Number(text)); times.push(now); }, now)) !== null) now += wait;
  const order = Array.from({ length: MAX_UNSENT }, (_, i) => i);
  assert.deepEqual(texts, order);
  assert.deepEqual(done, order);
  for (let i = 10; i < times.length; i++) assert.ok(times[i] - times[i - 10] >= 1_000, `message ${i}`);
  assert.ok(now < 10_000, `it took ${now} ms`);
});

test('drain_when the socket throws_keeps the message at the head', () => {
  const box = new Outbox();
  box.add('a');
  box.add('b');
  assert.throws(() => box.drain(() => { throw new Error('gone'); }, 0));
  const sent = [];
  assert.equal(box.drain((text) => sent.push(text), 0), MIN_INTERVAL_MS);
  assert.equal(box.drain((text) => sent.push(text), MIN_INTERVAL_MS), null);
  assert.deepEqual(sent, ['a', 'b']);
});

test('paceMs_after 56 in a minute_waits for the minute', () => {
  const sent = Array.from({ length: 56 }, (_, i) => i * 500);
  assert.equal(sendDelayMs(sent, 30_000), 30_500);
  assert.equal(sendDelayMs(sent, 60_500), 0);
  assert.equal(sendDelayMs([1_000], 1_050), 75);
  assert.equal(sendDelayMs([], 0), 0);
});
