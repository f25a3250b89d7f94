import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Link, PROTOCOLS, parseFrame } from '../../Elysia.Daemon/Client/link.js';
import { FakeWorld } from './fakeWorld.mjs';

function start({ token, onClosed } = {}) {
  const world = new FakeWorld();
  const seen = { status: [], messages: [], silences: 0 };
  const connection = new Link(() => ({ url: 'ws://test/ws', token }), {
    onOpen: () => {},
    onStatus: (status) => seen.status.push(status),
    onMessage: (message) => seen.messages.push(message),
    onSilence: () => seen.silences++,
    onClosed,
  }, world);
  connection.open();
  return { world, seen, connection };
}

test('parseFrame_what is no object_is null', () => {
  for (const data of ['', 'no json', '1', 'null', '"text"', '[]', new ArrayBuffer(2)]) {
    assert.equal(parseFrame(data), null);
  }
  assert.deepEqual(parseFrame('{"type":"full"}'), { type: 'full' });
});

test('open_lost and found again_tells every status', () => {
  const { world, seen } = start();
  world.socket.accept();
  world.socket.drop();
  world.advance(500);
  world.socket.accept();
  assert.deepEqual(seen.status, ['connecting', 'open', 'waiting', 'connecting', 'open']);
  assert.equal(world.sockets.length, 2);
});

test('send_while away_goes out in order once back, a broken frame in between harms nothing', () => {
  const { world, seen, connection } = start();
  const sent = [];
  for (let i = 0; i < 3; i++) assert.equal(connection.send({ i }, () => sent.push(i)), 'kept');
  assert.deepEqual(sent, []);
  world.socket.accept();
  world.advance(500);
  world.socket.say('{broken');
  world.socket.say({ type: 'full' });
  assert.deepEqual(world.socket.sent.map((text) => JSON.parse(text).i), [0, 1, 2]);
  assert.deepEqual(sent, [0, 1, 2]);
  assert.deepEqual(seen.messages.slice(1), [{ type: 'full' }]);
  world.advance(500);
  assert.equal(connection.send({ i: 3 }), 'sent');
});

test('send_when 50 wait_is full; all 50 arrive in order over two connections', () => {
  const { world, connection } = start();
  for (let i = 0; i < 50; i++) assert.equal(connection.send({ i }), 'kept');
  assert.equal(connection.send({ i: 50 }), 'full');
  world.socket.accept();
  const first = world.socket;
  world.advance(2_500);
  first.drop();
  world.advance(600);
  world.socket.accept();
  world.advance(15_000);
  const all = [...first.sent, ...world.socket.sent].map((text) => JSON.parse(text).i);
  assert.deepEqual(all, Array.from({ length: 50 }, (_, i) => i));
  assert.ok(first.sent.length > 0 && first.sent.length < 50);
});

test('lost_again and again at once_waits longer each time', () => {
  const { world } = start();
  const waits = [];
  for (let i = 0; i < 12; i++) {
    world.socket.accept();
    world.socket.drop();
    const before = world.now(), count = world.sockets.length;
    while (world.sockets.length === count) world.advance(250);
    waits.push(world.now() - before);
  }
  assert.equal(waits[0], 500);
  assert.ok(waits[5] > waits[2]);
  assert.equal(waits.at(-1), 15_000);
});

test('lost_after a proven connection_starts again from one second', () => {
  const { world } = start();
  for (let i = 0; i < 6; i++) {
    const tried = world.sockets.length;
    world.socket.drop();
    while (world.sockets.length === tried) world.advance(250);
  }
  world.socket.accept();
  world.advance(6_000);
  const count = world.sockets.length;
  world.socket.drop();
  world.advance(500);
  assert.equal(world.sockets.length, count + 1);
});

test('silence_after a heartbeat_is asked about, and then a lost connection whose late events count no more', () => {
  const { world, seen, connection } = start();
  connection.heartbeatMs = 10_000;
  world.socket.accept();
  world.socket.say({ type: 'digest' });
  world.advance(14_000);
  assert.equal(seen.silences, 0);
  world.advance(2_000);
  assert.equal(seen.silences, 1);
  world.socket.say({ type: 'pong' });
  world.advance(24_000);
  assert.equal(seen.status.at(-1), 'open');
  world.advance(1_500);
  const dead = world.sockets[0];
  assert.ok(dead.closed);
  assert.equal(world.sockets.length, 2);
  dead.drop();
  dead.say({ type: 'late' });
  assert.equal(world.sockets.length, 2);
  assert.equal(seen.messages.length, 3);
});

test('open_with a token_offers it beside the protocol', async () => {
  assert.deepEqual(start({ token: 'abc' }).world.socket.protocols, [...PROTOCOLS, 'elysia.token.abc']);
  assert.deepEqual(start().world.socket.protocols, PROTOCOLS);
  const { world } = start({ token: Promise.resolve('def') });
  assert.equal(world.sockets.length, 0);
  await null;
  await null;
  assert.deepEqual(world.socket.protocols, [...PROTOCOLS, 'elysia.token.def']);
});

test('open_when no token can be had_tries again later', async () => {
  const { world, seen } = start({ token: Promise.reject(new Error('no')) });
  await null;
  await null;
  assert.equal(seen.status.at(-1), 'waiting');
  assert.equal(world.sockets.length, 0);
});

test('comeBackAfter_a goodbye_waits as long as the server asked for', () => {
  const { world, connection } = start();
  world.socket.accept();
  connection.comeBackAfter(7_000);
  world.socket.drop();
  world.advance(6_900);
  assert.equal(world.sockets.length, 1);
  world.advance(200);
  assert.equal(world.sockets.length, 2);
});

test('close_for good_leaves no timer and no socket', () => {
  const { world, connection } = start();
  world.socket.accept();
  connection.close();
  assert.ok(world.socket.closed);
  world.advance(100_000);
  assert.equal(world.sockets.length, 1);
  assert.equal(world.timers, 0);
});

test('wake_while waiting_connects at once; while connected it does nothing', () => {
  const { world, connection } = start();
  connection.wake();
  assert.equal(world.sockets.length, 1);
  world.socket.drop();
  connection.wake();
  assert.equal(world.sockets.length, 2);
  world.advance(2_000);
  assert.equal(world.sockets.length, 2);
});

test('send_while the server asks for a token_waits; what is told goes first', () => {
  const { world, seen, connection } = start();
  connection.send({ i: 0 });
  world.socket.accept({ asks: true });
  assert.equal(connection.isOpen, false);
  assert.equal(connection.send({ i: 1 }), 'kept');
  assert.equal(connection.whisper({ type: 'auth', token: 'x' }), true);
  world.advance(1_000);
  assert.deepEqual(world.socket.sent, ['{"type":"auth","token":"x"}']);
  assert.deepEqual(seen.status, ['connecting']);
  world.socket.say({ type: 'hello' });
  world.advance(500);
  assert.deepEqual(world.socket.sent.slice(1), ['{"i":0}', '{"i":1}']);
  assert.deepEqual(seen.status, ['connecting', 'open']);
});

test('closed_for a token_is not called again until it is opened', () => {
  const { world, seen, connection } = start({ onClosed: (code) => code === 4001 });
  world.socket.accept({ asks: true });
  world.socket.drop(4001);
  world.advance(60_000);
  connection.wake();
  assert.equal(world.sockets.length, 1);
  assert.equal(seen.status.at(-1), 'locked');
  assert.equal(connection.whisper({}), false);
  connection.open();
  world.socket.accept();
  assert.equal(seen.status.at(-1), 'open');
  world.socket.drop(1006);
  world.advance(2_000);
  assert.equal(world.sockets.length, 3);
});

test('offline_while connected_asks, and what does not answer is lost; then calls are few until the network is back', () => {
  const { world, seen, connection } = start();
  world.socket.accept();
  connection.offline();
  assert.equal(seen.silences, 1);
  world.socket.say({ type: 'pong' });
  world.advance(5_100);
  assert.equal(seen.status.at(-1), 'open', 'a server on the same machine answers');
  connection.offline();
  world.advance(5_100);
  assert.equal(seen.status.at(-1), 'waiting');
  world.advance(29_000);
  assert.equal(world.sockets.length, 1);
  world.advance(2_000);
  assert.equal(world.sockets.length, 2, 'the browser may be wrong');
  world.socket.drop();
  connection.online();
  assert.equal(world.sockets.length, 3);
});
