import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { connect } from '../../Elysia.Daemon/Client/elysia-client.js';
import { FIELDS, INITIAL_VALUES } from '../../Elysia.Daemon/Client/fields.js';
import { MotionBuffer } from '../../Elysia.Daemon/Client/motionbuffer.js';
import { FakePlatform } from './fakePlatform.mjs';

const HELLO = {
  type: 'hello', epoch: 'e1', tick: 7, t: 5_000, session: 'c1', resumed: false, heartbeat: 12_000, threshold: 0.01,
};
const MOTION = Object.fromEntries(FIELDS.map((name, i) => [name, name === 'beat' ? [1.3, 0] : INITIAL_VALUES[i]]));
const KEYFRAME = { type: 'keyframe', tick: 7, t: 5_000, motion: MOTION };

function start(options = {}) {
  const platform = new FakePlatform();
  let page = null;
  platform.watch = (events) => { page = events; return () => { page = null; }; };
  const client = connect({ url: 'http://test/ws', ...options, platform });
  const said = () => platform.socket.sent.map((text) => JSON.parse(text));
  return { platform, client, said, page: () => page };
}

test('connect_a hello and a keyframe_show her; the digest is acknowledged', () => {
  const { platform, client, said } = start();
  assert.equal(platform.socket.url, 'ws://test/ws');
  platform.socket.accept();
  platform.socket.say(HELLO);
  const motionBuffer = new MotionBuffer();
  motionBuffer.apply(KEYFRAME);
  const seen = [];
  client.on('state', (state) => seen.push(state));
  platform.socket.say({ ...KEYFRAME, motion: { ...MOTION, fire: 0.9 }, digest: undefined });
  assert.equal(client.evaluate().fire, 0.9);
  assert.equal(seen[0].tick, 7);
  platform.socket.say({ ...KEYFRAME, digest: motionBuffer.digest() });
  assert.deepEqual(said().filter((m) => m.type === 'ack').map((m) => m.tick), [7]);
  assert.equal(client.mismatches, 0);
});

test('connect_to a server of the binary form_shows the same; bytes that are no message ask for a keyframe', () => {
  const { platform, client, said } = start();
  assert.equal(platform.socket.binaryType, 'arraybuffer');
  platform.socket.accept();
  platform.socket.say(HELLO);
  const hex = '069d03a2e0da09000300330003126baa0794f1cb08000300a20b00a21a003b00820f0013000b000bb8ddf026';
  const bytes = Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
  platform.socket.say(bytes.buffer);
  assert.equal(client.tick, 413);
  assert.equal(client.evaluate().earth, 0.7);
  assert.equal(said().filter((m) => m.type === 'ack').length, 1);
  platform.socket.say(bytes.slice(0, 20).buffer);
  assert.equal(said().filter((m) => m.type === 'keyframe').length, 1);
  assert.equal(client.mismatches, 1);
});

test('connect_a digest that differs_asks for a keyframe and counts it', () => {
  const { platform, client, said } = start();
  platform.socket.accept();
  platform.socket.say(HELLO);
  platform.socket.say(KEYFRAME);
  platform.socket.say({ type: 'digest', tick: 8, t: 6_000, digest: '00000000' });
  assert.equal(said().filter((m) => m.type === 'keyframe').length, 1);
  assert.equal(client.mismatches, 1);
});

test('reconnect_after a loss_resumes by epoch and tick', () => {
  const { platform } = start({ fps: 10 });
  platform.socket.accept();
  platform.socket.say(HELLO);
  platform.socket.say(KEYFRAME);
  platform.socket.say({ type: 'delta', tick: 12, t: 5_200, motion: { fire: 0.5 } });
  platform.socket.drop();
  platform.advance(1_000);
  assert.equal(platform.socket.url, 'ws://test/ws?fps=10&resume=e1.12');
});

test('hidden_the stream is paused; seen again it goes on', () => {
  const { platform, said, page } = start();
  platform.socket.accept();
  page().onVisibility(false);
  page().onVisibility(true);
  assert.deepEqual(said().filter((m) => m.type === 'rate').map((m) => m.fps), [0, 120]);
});

test('say_feel and interrupt_are the messages of the protocol', () => {
  const { platform, client, said } = start();
  platform.socket.accept();
  assert.equal(client.say('hi'), 'sent');
  platform.advance(200);
  client.feel('hopeful', 0.8);
  assert.deepEqual(said().filter((m) => m.type === 'text' || m.type === 'emotion'),
    [{ type: 'text', content: 'hi' }, { type: 'emotion', emotion: 'hopeful', intensity: 0.8 }]);
  platform.socket.say({ type: 'speech', content: 'x', lipsync: [{ time: 0, mouth_width: 0.8 }, { time: 5, mouth_width: 0.8 }] });
  platform.advance(100);
  assert.equal(client.evaluate().mouth_width, 0.8);
  client.interrupt();
  assert.equal(client.evaluate().mouth_width, 0);
  assert.equal(said().at(-1).type, 'interrupt');
});

test('speech_of protocol 2_is expanded to names, seconds and her spirits', () => {
  const { platform, client } = start();
  platform.socket.accept();
  platform.socket.say(HELLO);
  platform.socket.say(KEYFRAME);
  const speeches = [];
  client.on('speech', (speech) => speeches.push(speech));
  platform.socket.say({ type: 'speech', content: 'x', lips: [[0], [80, 30, 90], [230, 0, 0, 55], 'no key', [1, 1]] });
  assert.equal(speeches[0].spirits.earth, 0.3);
  assert.equal(speeches[0].lips, undefined);
  assert.deepEqual(speeches[0].lipsync, [
    { time: 0, mouth_width: 0, wide: 0, round: 0 },
    { time: 0.08, mouth_width: 0.3, wide: 0.9, round: 0 },
    { time: 0.31, mouth_width: 0, wide: 0, round: 0.55 },
  ]);
  platform.advance(80);
  assert.equal(client.evaluate().mouth_wide, 0.9);
});

test('interrupted_by the server_closes the mouth and emits an event', () => {
  const { platform, client } = start();
  platform.socket.accept();
  const lipsync = [{ time: 0, mouth_width: 0.8 }, { time: 5, mouth_width: 0.8 }];
  platform.socket.say({ type: 'speech', content: 'x', turn: 3, lipsync });
  const turns = [];
  client.on('interrupted', ({ turn }) => turns.push(turn));
  platform.socket.say({ type: 'interrupted', turn: 3 });
  assert.equal(client.evaluate().mouth_width, 0);
  assert.deepEqual(turns, [3]);
});

test('connect_with a key_shows it at every connection', () => {
  const { platform } = start({ me: 'a-key-of-twenty-two-letters' });
  assert.equal(new URL(platform.socket.url).searchParams.get('me'), 'a-key-of-twenty-two-letters');
});

test('refreshToken_shows the new token on the open connection', async () => {
  let token = 'a';
  const { platform, client, said } = start({ token: () => token });
  assert.deepEqual(platform.socket.protocols, ['elysia.v2.bin', 'elysia.v2.json', 'elysia.token.a']);
  platform.socket.accept();
  token = 'b';
  await client.refreshToken();
  assert.deepEqual(said().filter((m) => m.type === 'auth'), [{ type: 'auth', token: 'b' }]);
});

test('auth_a token that ends soon_is replaced automatically, and the page gets the event as well', async () => {
  let token = 'a';
  const { platform, client, said } = start({ token: () => token });
  const statuses = [];
  client.on('auth', ({ status }) => statuses.push(status));
  platform.socket.accept();
  token = 'b';
  platform.socket.say({ type: 'auth', status: 'expiring', seconds: 60 });
  await null;
  await null;
  assert.deepEqual(said().filter((m) => m.type === 'auth'), [{ type: 'auth', token: 'b' }]);
  assert.deepEqual(statuses, ['expiring']);
});

test('auth_required before the hello_is answered; after a refusal the client does not reconnect', () => {
  const { platform, client, said } = start();
  const locked = [];
  client.on('auth', () => client.showToken('wrong'));
  client.on('locked', ({ code }) => locked.push(code));
  platform.socket.accept({ asks: true });
  assert.deepEqual(said(), [{ type: 'auth', token: 'wrong' }]);
  platform.socket.drop(4002);
  platform.advance(100_000);
  assert.equal(platform.opened, 1);
  assert.deepEqual(locked, [4002]);
  client.open();
  assert.equal(platform.opened, 2);
});

test('auth_refused with a function for tokens_asks it again next time', () => {
  let token = 'old';
  const { platform } = start({ token: () => token });
  platform.socket.accept();
  token = 'new';
  platform.socket.drop(4003);
  platform.advance(1_000);
  assert.deepEqual(platform.socket.protocols, ['elysia.v2.bin', 'elysia.v2.json', 'elysia.token.new']);
});

test('reconnect_10000 times_leaks no timer, no handler and no memory', () => {
  const { platform, client } = start();
  let heap = 0;
  for (let i = 0; i < 10_000; i++) {
    platform.socket.accept();
    platform.socket.say({ ...HELLO, resumed: i > 0 });
    platform.socket.say({ ...KEYFRAME, tick: i + 1, t: 5_000 + platform.now() });
    client.evaluate();
    platform.advance(3_000);
    const old = platform.socket;
    old.drop();
    assert.ok(old.onopen === null && old.onmessage === null && old.onclose === null);
    const tried = platform.opened;
    while (platform.opened === tried) platform.advance(500);
    platform.sockets.splice(0, platform.sockets.length - 1);
    assert.ok(platform.timers <= 4, `${platform.timers} timers after ${i} reconnects`);
    if (i === 2_000) heap = collected();
  }
  const grown = collected() - heap;
  assert.ok(grown < 500_000, `${grown} bytes in 8,000 reconnects`);
  client.close();
  platform.advance(200_000);
  assert.equal(platform.timers, 0);
});

function collected() {
  setFlagsFromString('--expose_gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
