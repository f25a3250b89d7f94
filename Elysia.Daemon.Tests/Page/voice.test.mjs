import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Lipsync } from '../../Elysia.Daemon/Client/lipsync.js';
import { addSound, soundAtStart } from '../../Elysia.Daemon/Page/sound.js';
import { Voice, clipUrl, languageOf } from '../../Elysia.Daemon/Client/voice.js';

const SOCKET = 'wss://example.org/her/ws';
const LIPS = [{ time: 0, mouth_width: 0.5 }, { time: 1, mouth_width: 0.5 }, { time: 1.2, mouth_width: 0 }];
const clip = (name) => ({ url: `/speech/${name}.wav`, duration: 1.2 });

function rig({ speech = true, plays = () => Promise.resolve() } = {}) {
  const platform = { nowMs: 0, audios: [], spoken: [], cancelled: 0, timers: [] };
  platform.now = () => platform.nowMs;
  platform.setTimeout = (act) => platform.timers.push(act);
  platform.Audio = class {
    currentTime = 0;
    paused = false;
    constructor(url) { this.url = url; platform.audios.push(this); }
    play() { return plays(); }
    pause() { this.paused = true; }
  };
  platform.Utterance = class { constructor(text) { this.text = text; } };
  platform.speech = speech ? { speak: (u) => platform.spoken.push(u), cancel: () => { platform.cancelled++; } } : null;
  const lips = new Lipsync();
  const voice = new Voice(lips, SOCKET, platform);
  return { platform, lips, voice, open: () => lips.shapeAt(voice.clockMs(platform.nowMs))?.open ?? null };
}

test('say_sound off_moves the lips by the page\'s clock and makes no sound', () => {
  const { platform, voice, open } = rig();
  voice.say({ content: 'hi', lipsync: LIPS, audio: clip('ab') }, 0);
  platform.nowMs = 500;
  assert.equal(open(), 0.5);
  assert.equal(platform.audios.length + platform.spoken.length, 0);
});

test('say_clip_moves the lips by the clock of the sound', () => {
  const { platform, voice, open } = rig();
  voice.setEnabled(true);
  voice.say({ content: 'hi', lipsync: LIPS, audio: clip('ab') }, 0);
  assert.equal(platform.audios[0].url, 'https://example.org/her/speech/ab.wav');
  platform.nowMs = 5_000;
  platform.audios[0].currentTime = 0.2;
  assert.equal(open(), 0.5);
  platform.audios[0].onended();
  assert.equal(open(), null);
});

test('say_sentences of one turn_follow each other, another turn takes over', () => {
  const { platform, voice } = rig();
  voice.setEnabled(true);
  voice.say({ turn: 1, lipsync: LIPS, audio: clip('01') }, 0);
  voice.say({ turn: 1, lipsync: LIPS, audio: clip('02') }, 0);
  assert.equal(platform.audios.length, 1);
  platform.audios[0].onended();
  assert.equal(platform.audios[1].url, 'https://example.org/her/speech/02.wav');
  voice.say({ turn: 2, lipsync: LIPS, audio: clip('03') }, 0);
  assert.ok(platform.audios[1].paused);
  assert.equal(platform.audios.length, 3);
  platform.audios[1].onended();
  assert.equal(platform.audios.length, 3);
});

test('say_sentences without sound_follow each other too', () => {
  const { platform, voice, open } = rig();
  voice.say({ turn: 1, lipsync: LIPS }, 0);
  voice.say({ turn: 1, lipsync: [{ time: 0, mouth_width: 0.9 }, { time: 1, mouth_width: 0.9 }] }, 0);
  platform.nowMs = 1_300;
  voice.tick(platform.nowMs);
  platform.nowMs = 1_400;
  assert.equal(open(), 0.9);
});

test('say_clip that cannot play_moves the lips all the same', async () => {
  const { platform, voice, open } = rig({ plays: () => Promise.reject(new Error('no click yet')) });
  voice.setEnabled(true);
  voice.say({ content: 'hi', lipsync: LIPS, audio: clip('ab') }, 0);
  await Promise.resolve();
  await Promise.resolve();
  platform.nowMs = 300;
  assert.equal(open(), 0.5);
});

test('say_no clip_is the browser\'s own voice with her properties', () => {
  const { platform, voice, open } = rig();
  voice.setEnabled(true);
  voice.say({ content: '안녕하세요', lipsync: LIPS, voice: { pitch: 1.3, rate: 0.9, volume: 0.6 } }, 0);
  const [utterance] = platform.spoken;
  assert.deepEqual([utterance.pitch, utterance.rate, utterance.volume, utterance.lang], [1.3, 0.9, 0.6, 'ko-KR']);
  assert.equal(open(), null);
  platform.nowMs = 400;
  utterance.onstart();
  platform.nowMs = 600;
  assert.equal(open(), 0.5);
  utterance.onend();
  assert.equal(open(), null);
});

test('say_browser that never begins_moves the lips after a while', () => {
  const { platform, voice, open } = rig();
  voice.setEnabled(true);
  voice.say({ content: 'hi', lipsync: LIPS }, 0);
  platform.nowMs = 3_000;
  platform.timers[0]();
  platform.nowMs = 3_200;
  assert.equal(open(), 0.5);
});

test('say_clip that fails twice_starts the lips once', async () => {
  let refuse;
  const { platform, voice, open } = rig({ plays: () => new Promise((_, reject) => { refuse = reject; }) });
  voice.setEnabled(true);
  voice.say({ content: 'hi', lipsync: LIPS, audio: clip('ab') }, 0);
  platform.audios[0].onerror();
  platform.nowMs = 600;
  refuse(new Error('the clip is gone'));
  await Promise.resolve();
  await Promise.resolve();
  platform.nowMs = 1_250;
  assert.equal(open(), 0, 'The lips began again at 600 ms.');
});

test('say_browser that is given up_starts the lips once, whatever it tells later', () => {
  for (const late of ['onerror', 'onstart', 'onend']) {
    const { platform, voice, open } = rig();
    voice.setEnabled(true);
    voice.say({ content: 'hi', lipsync: LIPS }, 0);
    platform.nowMs = 3_000;
    platform.timers[0]();
    assert.equal(platform.cancelled, 1);
    platform.nowMs = 3_600;
    platform.spoken[0][late]();
    platform.nowMs = 4_100;
    assert.ok(open() > 0, `${late} ended the lips.`);
    platform.nowMs = 4_250;
    assert.equal(open(), 0, `The lips began again at ${late}.`);
  }
});

test('setEnabled_off while speaking_falls silent with its lips', () => {
  const { platform, voice, open } = rig();
  voice.setEnabled(true);
  voice.say({ turn: 1, lipsync: LIPS, audio: clip('ab') }, 0);
  voice.say({ turn: 1, lipsync: LIPS, audio: clip('cd') }, 0);
  voice.setEnabled(false);
  assert.ok(platform.audios[0].paused);
  assert.equal(open(), null);
  assert.equal(platform.audios.length, 1);
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
  const changes = [];
  const kept = {};
  let click;
  const button = { setAttribute(name, value) { this[name] = value; }, addEventListener(_, act) { click = act; } };
  addSound(button, new URLSearchParams(''), (key) => key, (on) => changes.push(on),
    { read: (name) => kept[name] ?? null, write: (name, value) => { kept[name] = value; } });
  click();
  click();
  assert.deepEqual(changes, [false, true, false]);
  assert.deepEqual(kept, { 'elysia-sound': 'off' });
  assert.equal(button['aria-label'], 'soundOn');
});
