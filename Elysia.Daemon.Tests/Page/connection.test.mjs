import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Connection, PROTOCOLS, parseFrame } from '../../Elysia.Daemon/Client/connection.js';
import { FakePlatform } from './fakePlatform.mjs';

function start({ token, onClosed } = {}) {
  const platform = new FakePlatform();
  const seen = { status: [], messages: [], silences: 0 };
  const connection = new Connection(() => ({ url: 'ws://test/ws', token }), {
    onOpen: () => {},
    onStatus: (status) => seen.status.push(status),
    onMessage: (message) => seen.messages.push(message),
    onSilence: () => seen.silences++,
    onClosed,
  }, platform);
  connection.open();
  return { platform, seen, connection };
}

test('parseFrame_what is no object_is null', () => {
  for (const data of ['', 'no json', '1', 'null', '"text"', '[]', new ArrayBuffer(2)]) {
    assert.equal(parseFrame(data), null);
  }
  assert.deepEqual(parseFrame('{"type":"full"}'), { type: 'full' });
});

test('open_lost and found again_tells every status', () => {
  const { platform, seen } = start();
  platform.socket.accept();
  platform.socket.drop();
  platform.advance(500);
  platform.socket.accept();
  assert.deepEqual(seen.status, ['connecting', 'open', 'waiting', 'connecting', 'open']);
  assert.equal(platform.sockets.length, 2);
});

test('send_while away_goes out in order once back, a broken frame in between harms nothing', () => {
  const { platform, seen, connection } = start();
  const sent = [];
  for (let i = 0; i < 3; i++) assert.equal(connection.send({ i }, () => sent.push(i)), 'kept');
  assert.deepEqual(sent, []);
  platform.socket.accept();
  platform.advance(500);
  platform.socket.say('{broken');
  platform.socket.say({ type: 'full' });
  assert.deepEqual(platform.socket.sent.map((text) => JSON.parse(text).i), [0, 1, 2]);
  assert.deepEqual(sent, [0, 1, 2]);
  assert.deepEqual(seen.messages.slice(1), [{ type: 'full' }]);
  platform.advance(500);
  assert.equal(connection.send({ i: 3 }), 'sent');
});

test('send_when 50 wait_is full; all 50 arrive in order over two connections', () => {
  const { platform, connection } = start();
  for (let i = 0; i < 50; i++) assert.equal(connection.send({ i }), 'kept');
  assert.equal(connection.send({ i: 50 }), 'full');
  platform.socket.accept();
  const first = platform.socket;
  platform.advance(2_500);
  first.drop();
  platform.advance(600);
  platform.socket.accept();
  platform.advance(15_000);
  const all = [...first.sent, ...platform.socket.sent].map((text) => JSON.parse(text).i);
  assert.deepEqual(all, Array.from({ length: 50 }, (_, i) => i));
  assert.ok(first.sent.length > 0 && first.sent.length < 50);
});

test('lost_again and again at once_waits longer each time', () => {
  const { platform } = start();
  const waits = [];
  for (let i = 0; i < 12; i++) {
    platform.socket.accept();
    platform.socket.drop();
    const before = platform.now(), count = platform.sockets.length;
    while (platform.sockets.length === count) platform.advance(250);
    waits.push(platform.now() - before);
  }
  assert.equal(waits[0], 500);
  assert.ok(waits[5] > waits[2]);
  assert.equal(waits.at(-1), 15_000);
});

test('lost_after a proven connection_starts again from one second', () => {
  const { platform } = start();
  for (let i = 0; i < 6; i++) {
    const tried = platform.sockets.length;
    platform.socket.drop();
    while (platform.sockets.length === tried) platform.advance(250);
  }
  platform.socket.accept();
  platform.advance(6_000);
  const count = platform.sockets.length;
  platform.socket.drop();
  platform.advance(500);
  assert.equal(platform.sockets.length, count + 1);
});

test('silence_after a heartbeat_is asked about, and then a lost connection whose late events count no more', () => {
  const { platform, seen, connection } = start();
  connection.heartbeatMs = 10_000;
  platform.socket.accept();
  platform.socket.say({ type: 'digest' });
  platform.advance(14_000);
  assert.equal(seen.silences, 0);
  platform.advance(2_000);
  assert.equal(seen.silences, 1);
  platform.socket.say({ type: 'pong' });
  platform.advance(24_000);
  assert.equal(seen.status.at(-1), 'open');
  platform.advance(1_500);
  const dead = platform.sockets[0];
  assert.ok(dead.closed);
  assert.equal(platform.sockets.length, 2);
  dead.drop();
  dead.say({ type: 'late' });
  assert.equal(platform.sockets.length, 2);
  assert.equal(seen.messages.length, 3);
});

test('open_with a token_offers it beside the protocol', async () => {
  assert.deepEqual(start({ token: 'abc' }).platform.socket.protocols, [...PROTOCOLS, 'elysia.token.abc']);
  assert.deepEqual(start().platform.socket.protocols, PROTOCOLS);
  const { platform } = start({ token: Promise.resolve('def') });
  assert.equal(platform.sockets.length, 0);
  await null;
  await null;
  assert.deepEqual(platform.socket.protocols, [...PROTOCOLS, 'elysia.token.def']);
});

test('open_when no token can be had_tries again later', async () => {
  const { platform, seen } = start({ token: Promise.reject(new Error('no')) });
  await null;
  await null;
  assert.equal(seen.status.at(-1), 'waiting');
  assert.equal(platform.sockets.length, 0);
});

test('reconnectAfter_a goodbye_waits as long as the server asked for', () => {
  const { platform, connection } = start();
  platform.socket.accept();
  connection.reconnectAfter(7_000);
  platform.socket.drop();
  platform.advance(6_900);
  assert.equal(platform.sockets.length, 1);
  platform.advance(200);
  assert.equal(platform.sockets.length, 2);
});

test('close_for good_leaves no timer and no socket', () => {
  const { platform, connection } = start();
  platform.socket.accept();
  connection.close();
  assert.ok(platform.socket.closed);
  platform.advance(100_000);
  assert.equal(platform.sockets.length, 1);
  assert.equal(platform.timers, 0);
});

test('retryNow_while waiting_connects at once; while connected it does nothing', () => {
  const { platform, connection } = start();
  connection.retryNow();
  assert.equal(platform.sockets.length, 1);
  platform.socket.drop();
  connection.retryNow();
  assert.equal(platform.sockets.length, 2);
  platform.advance(2_000);
  assert.equal(platform.sockets.length, 2);
});

test('send_while the server asks for a token_waits; control messages go first', () => {
  const { platform, seen, connection } = start();
  connection.send({ i: 0 });
  platform.socket.accept({ asks: true });
  assert.equal(connection.isOpen, false);
  assert.equal(connection.send({ i: 1 }), 'kept');
  assert.equal(connection.sendControl({ type: 'auth', token: 'x' }), true);
  platform.advance(1_000);
  assert.deepEqual(platform.socket.sent, ['{"type":"auth","token":"x"}']);
  assert.deepEqual(seen.status, ['connecting']);
  platform.socket.say({ type: 'hello' });
  platform.advance(500);
  assert.deepEqual(platform.socket.sent.slice(1), ['{"i":0}', '{"i":1}']);
  assert.deepEqual(seen.status, ['connecting', 'open']);
});

test('closed_for a token_is not called again until it is opened', () => {
  const { platform, seen, connection } = start({ onClosed: (code) => code === 4001 });
  platform.socket.accept({ asks: true });
  platform.socket.drop(4001);
  platform.advance(60_000);
  connection.retryNow();
  assert.equal(platform.sockets.length, 1);
  assert.equal(seen.status.at(-1), 'locked');
  assert.equal(connection.sendControl({}), false);
  connection.open();
  platform.socket.accept();
  assert.equal(seen.status.at(-1), 'open');
  platform.socket.drop(1006);
  platform.advance(2_000);
  assert.equal(platform.sockets.length, 3);
});

test('onOffline_while connected_asks, and what does not answer is lost; then calls are few until the network is back', () => {
  const { platform, seen, connection } = start();
  platform.socket.accept();
  connection.onOffline();
  assert.equal(seen.silences, 1);
  platform.socket.say({ type: 'pong' });
  platform.advance(5_100);
  assert.equal(seen.status.at(-1), 'open', 'a server on the same machine answers');
  connection.onOffline();
  platform.advance(5_100);
  assert.equal(seen.status.at(-1), 'waiting');
  platform.advance(29_000);
  assert.equal(platform.sockets.length, 1);
  platform.advance(2_000);
  assert.equal(platform.sockets.length, 2, 'the browser may be wrong');
  platform.socket.drop();
  connection.onOnline();
  assert.equal(platform.sockets.length, 3);
});
