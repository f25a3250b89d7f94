import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Lipsync } from '../../Elysia.Daemon/Client/lipsync.js';
import { addSound, soundAtStart } from '../../Elysia.Daemon/Page/sound.js';
import { Voice, clipUrl, languageOf } from '../../Elysia.Daemon/Client/voice.js';

const SOCKET = 'wss://example.org/her/ws';
const LIPS = [{ time: 0, mouth_width: 0.5 }, { time: 1, mouth_width: 0.5 }, { time: 1.2, mouth_width: 0 }];
const clip = (name) => ({ url: `/speech/${name}.wav`, duration: 1.2 });

function rig({ speech = true, plays = () => Promise.resolve() } = {}) {
  const world = { nowMs: 0, audios: [], spoken: [], cancelled: 0, timers: [] };
  world.now = () => world.nowMs;
  world.setTimeout = (act) => world.timers.push(act);
  world.Audio = class {
    currentTime = 0;
    paused = false;
    constructor(url) { this.url = url; world.audios.push(this); }
    play() { return plays(); }
    pause() { this.paused = true; }
  };
  world.Utterance = class { constructor(text) { this.text = text; } };
  world.speech = speech ? { speak: (u) => world.spoken.push(u), cancel: () => { world.cancelled++; } } : null;
  const lips = new Lipsync();
  const voice = new Voice(lips, SOCKET, world);
  return { world, lips, voice, open: () => lips.shapeAt(voice.clockMs(world.nowMs))?.open ?? null };
}

test('say_sound off_moves the lips by the page\'s clock and makes no sound', () => {
  const { world, voice, open } = rig();
  voice.say({ content: 'hi', lipsync: LIPS, audio: clip('ab') }, 0);
  world.nowMs = 500;
  assert.equal(open(), 0.5);
  assert.equal(world.audios.length + world.spoken.length, 0);
});

test('say_clip_moves the lips by the clock of the sound', () => {
  const { world, voice, open } = rig();
  voice.want(true);
  voice.say({ content: 'hi', lipsync: LIPS, audio: clip('ab') }, 0);
  assert.equal(world.audios[0].url, 'https://example.org/her/speech/ab.wav');
  world.nowMs = 5_000;
  world.audios[0].currentTime = 0.2;
  assert.equal(open(), 0.5);
  world.audios[0].onended();
  assert.equal(open(), null);
});

test('say_sentences of one turn_follow each other, another turn takes over', () => {
  const { world, voice } = rig();
  voice.want(true);
  voice.say({ turn: 1, lipsync: LIPS, audio: clip('01') }, 0);
  voice.say({ turn: 1, lipsync: LIPS, audio: clip('02') }, 0);
  assert.equal(world.audios.length, 1);
  world.audios[0].onended();
  assert.equal(world.audios[1].url, 'https://example.org/her/speech/02.wav');
  voice.say({ turn: 2, lipsync: LIPS, audio: clip('03') }, 0);
  assert.ok(world.audios[1].paused);
  assert.equal(world.audios.length, 3);
  world.audios[1].onended();
  assert.equal(world.audios.length, 3);
});

test('say_sentences without sound_follow each other too', () => {
  const { world, voice, open } = rig();
  voice.say({ turn: 1, lipsync: LIPS }, 0);
  voice.say({ turn: 1, lipsync: [{ time: 0, mouth_width: 0.9 }, { time: 1, mouth_width: 0.9 }] }, 0);
  world.nowMs = 1_300;
  voice.tick(world.nowMs);
  world.nowMs = 1_400;
  assert.equal(open(), 0.9);
});

test('say_clip that cannot play_moves the lips all the same', async () => {
  const { world, voice, open } = rig({ plays: () => Promise.reject(new Error('no click yet')) });
  voice.want(true);
  voice.say({ content: 'hi', lipsync: LIPS, audio: clip('ab') }, 0);
  await Promise.resolve();
  await Promise.resolve();
  world.nowMs = 300;
  assert.equal(open(), 0.5);
});

test('say_no clip_is the browser\'s own voice with her properties', () => {
  const { world, voice, open } = rig();
  voice.want(true);
  voice.say({ content: '안녕하세요', lipsync: LIPS, voice: { pitch: 1.3, rate: 0.9, volume: 0.6 } }, 0);
  const [utterance] = world.spoken;
  assert.deepEqual([utterance.pitch, utterance.rate, utterance.volume, utterance.lang], [1.3, 0.9, 0.6, 'ko-KR']);
  assert.equal(open(), null);
  world.nowMs = 400;
  utterance.onstart();
  world.nowMs = 600;
  assert.equal(open(), 0.5);
  utterance.onend();
  assert.equal(open(), null);
});

test('say_browser that never begins_moves the lips after a while', () => {
  const { world, voice, open } = rig();
  voice.want(true);
  voice.say({ content: 'hi', lipsync: LIPS }, 0);
  world.nowMs = 3_000;
  world.timers[0]();
  world.nowMs = 3_200;
  assert.equal(open(), 0.5);
});

test('say_clip that fails twice_starts the lips once', async () => {
  let refuse;
  const { world, voice, open } = rig({ plays: () => new Promise((_, reject) => { refuse = reject; }) });
  voice.want(true);
  voice.say({ content: 'hi', lipsync: LIPS, audio: clip('ab') }, 0);
  world.audios[0].onerror();
  world.nowMs = 600;
  refuse(new Error('the clip is gone'));
  await Promise.resolve();
  await Promise.resolve();
  world.nowMs = 1_250;
  assert.equal(open(), 0, 'The lips began again at 600 ms.');
});

test('say_browser that is given up_starts the lips once, whatever it tells later', () => {
  for (const late of ['onerror', 'onstart', 'onend']) {
    const { world, voice, open } = rig();
    voice.want(true);
    voice.say({ content: 'hi', lipsync: LIPS }, 0);
    world.nowMs = 3_000;
    world.timers[0]();
    assert.equal(world.cancelled, 1);
    world.nowMs = 3_600;
    world.spoken[0][late]();
    world.nowMs = 4_100;
    assert.ok(open() > 0, `${late} ended the lips.`);
    world.nowMs = 4_250;
    assert.equal(open(), 0, `The lips began again at ${late}.`);
  }
});

test('want_off while speaking_falls silent with its lips', () => {
  const { world, voice, open } = rig();
  voice.want(true);
  voice.say({ turn: 1, lipsync: LIPS, audio: clip('ab') }, 0);
  voice.say({ turn: 1, lipsync: LIPS, audio: clip('cd') }, 0);
  voice.want(false);
  assert.ok(world.audios[0].paused);
  assert.equal(open(), null);
  assert.equal(world.audios.length, 1);
});

test('clipUrl_anything but a clip of this server_is none', () => {
  for (const url of [undefined, null, 3, '', 'https://elsewhere.org/x.wav', '//elsewhere.org/speech/ab.wav', '/speech/../ab.wav',
    '/speech/ab.mp3', '/speech/AB.wav']) {
    assert.equal(clipUrl({ url }, SOCKET), null, String(url));
  }
  assert.equal(clipUrl(undefined, SOCKET), null);
});

test('languageOf_any Korean letter_is Korean', () => {
  assert.equal(languageOf('Hello 안녕'), 'ko-KR');
  assert.equal(languageOf('Hello'), 'en-US');
});

test('sound_is off until wanted, kept, and may be asked for by the address', () => {
  assert.equal(soundAtStart(new URLSearchParams(''), null), false);
  assert.equal(soundAtStart(new URLSearchParams(''), 'on'), true);
  assert.equal(soundAtStart(new URLSearchParams('sound=1'), null), true);
  assert.equal(soundAtStart(new URLSearchParams('sound=0'), 'on'), false);
  const heard = [];
  const kept = {};
  let click;
  const button = { setAttribute(name, value) { this[name] = value; }, addEventListener(_, act) { click = act; } };
  addSound(button, new URLSearchParams(''), (key) => key, (on) => heard.push(on),
    { read: (name) => kept[name] ?? null, write: (name, value) => { kept[name] = value; } });
  click();
  click();
  assert.deepEqual(heard, [false, true, false]);
  assert.deepEqual(kept, { 'elysia-sound': 'off' });
  assert.equal(button['aria-label'], 'soundOn');
});
