// Puts the page together: the client says what to show, the face shows it.

import { Access } from './access.js';
import { Badge } from './badge.js';
import { Chat } from './chat.js';
import { connect } from './elysia-client.js';
import { Face } from './face.js';
import { INTENSITY, addFeelings } from './feelings.js';
import { Hush } from './hush.js';
import { Idle } from './idle.js';
import { pickLanguage, translatePage, translator } from './i18n.js';
import { localStorageOrNone, memoryKey } from './memory.js';
import { moodKey } from './mood.js';
import { addSound } from './sound.js';
import { Spirits } from './spirits.js';
import { TokenForm } from './tokenform.js';

const REST = { blink: 0, gazeX: 0, gazeY: 0 };
const MOOD_EVERY_MS = 600;

const query = new URLSearchParams(location.search);
const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const overlay = query.get('overlay') === '1';
if (overlay) root.dataset.overlay = '';

const language = pickLanguage([query.get('lang'), ...navigator.languages]);
const t = translator(language);
root.lang = language;
translatePage(document, t);

const idle = new Idle();
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const badge = new Badge(byId('badge'), byId('badge-text'), t);
const spirits = new Spirits(byId('spirits'), t);
const face = new Face(byId('face'), {
  still: calm.matches,
  onTints: (glow, accent) => {
    root.style.setProperty('--glow', glow);
    root.style.setProperty('--accent', accent);
  },
});
calm.addEventListener('change', () => face.setStill(calm.matches));

const fps = Number(query.get('fps'));
const elysia = connect({ fps: fps >= 1 ? fps : undefined, me: memoryKey(localStorageOrNone()) });
elysia.on('status', (status) => {
  badge.show(status, navigator.onLine);
  if (status !== 'open') hush.over();
});
elysia.on('auth', (message) => access.heard(message));
elysia.on('locked', ({ code }) => access.closed(code));
elysia.on('speech', (speech) => {
  hush.answered(speech, performance.now());
  if (typeof speech.content === 'string') chat.hear(speech.content);
});
elysia.on('answered', (message) => hush.whole(message));
elysia.on('interrupted', () => hush.over());
elysia.on('error', ({ message }) => {
  const words = String(message ?? '');
  if (access.refused(words)) return;
  hush.refused();
  chat.note(t('error', { message: words }), 'error');
});

const tokenForm = new TokenForm(
  { form: byId('token'), why: byId('token-why'), input: byId('token-input'), send: byId('token-send') }, t,
  (token) => { if (!access.give(token)) elysia.open(); });
const access = new Access(storage(), {
  tell: ({ token }) => elysia.showToken(token),
  onAsk: (why, values) => {
    if (!elysia.isOpen) badge.show('locked', navigator.onLine);
    tokenForm.ask(why, values);
  },
  onGranted: (role) => {
    root.dataset.role = role;
    tokenForm.done();
  },
});

const chat = new Chat(
  { log: byId('chat-log'), form: byId('chat-form'), input: byId('chat-input'), count: byId('chat-count') }, t,
  (content, onSent) => elysia.say(content, () => {
    hush.asked(performance.now());
    onSent();
  }));
const hush = new Hush(byId('hush'), document, {
  isSpeaking: () => elysia.isSpeaking,
  hush: () => elysia.interrupt(),
  focus: () => byId('chat-input').focus(),
});
chat.note(t('welcome'));

addSound(byId('sound'), query, t, (on) => elysia.sound(on));

addFeelings(byId('feelings'), t, (name) => {
  const outcome = elysia.feel(name, INTENSITY);
  if (outcome === 'full') chat.note(t('full'), 'error');
  else if (!elysia.isOpen) chat.note(t('feelingKept', { name: t(name) }));
});

addEventListener('online', () => badge.refresh(true));
addEventListener('offline', () => badge.refresh(false));
addEventListener('pointermove', (event) => {
  if (event.pointerType !== 'mouse') return;
  const box = byId('face').getBoundingClientRect();
  const x = (event.clientX - box.left - box.width / 2) / box.width;
  const y = (event.clientY - box.top - box.height * 0.45) / box.height;
  idle.lookAt(x, y, performance.now());
}, { passive: true });

let moodAtMs = 0;

function draw(nowMs) {
  requestAnimationFrame(draw);
  const values = elysia.evaluate(nowMs);
  idle.lids(values.eye_open, nowMs);
  face.show(values, calm.matches ? REST : idle.at(nowMs));
  spirits.show(values);
  hush.show(nowMs);
  if (nowMs - moodAtMs > MOOD_EVERY_MS) {
    moodAtMs = nowMs;
    // A blink is no change of mood.
    showMood({ ...values, eye_open: Math.max(values.eye_open, idle.rest) });
  }
}

let mood = '';

function showMood(values) {
  const next = moodKey(values);
  if (next === mood) return;
  mood = next;
  byId('mood').textContent = t(mood);
  byId('face').setAttribute('aria-label', t('faceLabel', { mood: t(mood) }));
}

// Reading the property throws where a browser forbids storage.
function storage() {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

requestAnimationFrame(draw);
