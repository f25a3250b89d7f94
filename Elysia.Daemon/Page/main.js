// Connects the parts of the page with each other and with the client.

import { Badge } from './badge.js';
import { Chat } from './chat.js';
import { connect } from './elysia-client.js';
import { Face } from './face.js';
import { INTENSITY, addFeelings } from './feelings.js';
import { IdleAnimation } from './idleanimation.js';
import { pickLanguage, translatePage, translator } from './i18n.js';
import { moodKey } from './mood.js';
import { addSound } from './sound.js';
import { Spirits } from './spirits.js';
import { SafeStorage } from './storage.js';
import { StopButton } from './stopbutton.js';
import { TokenForm } from './tokenform.js';
import { TokenSession } from './tokensession.js';
import { viewerKey } from './viewerkey.js';

const AT_REST = { blink: 0, gazeX: 0, gazeY: 0 };
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

const idle = new IdleAnimation();
const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
const badge = new Badge(byId('badge'), byId('badge-text'), t);
const spirits = new Spirits(byId('spirits'), t);
const face = new Face(byId('face'), {
  still: reducedMotion.matches,
  onTints: (glow, accent) => {
    root.style.setProperty('--glow', glow);
    root.style.setProperty('--accent', accent);
  },
});
reducedMotion.addEventListener('change', () => face.setStill(reducedMotion.matches));

const storage = new SafeStorage(() => localStorage);
const fps = Number(query.get('fps'));
// Relative to the page: the client itself may be loaded from a folder with a hashed name.
const elysia = connect({
  url: new URL('ws', document.baseURI),
  fps: fps >= 1 ? fps : undefined,
  me: viewerKey(storage),
  get token() { return session.show(); },
});
elysia.on('status', (status) => {
  badge.show(status, navigator.onLine);
  if (status !== 'open') stopButton.reset();
  else session.onOpen();
});
elysia.on('auth', (message) => session.onAuth(message));
elysia.on('locked', ({ code }) => session.onLocked(code));
elysia.on('speech', (speech) => {
  stopButton.onSpeech(speech, performance.now());
  if (typeof speech.content === 'string') chat.addAnswer(speech.content);
});
elysia.on('answered', (message) => stopButton.onAnswered(message));
elysia.on('interrupted', () => stopButton.reset());
elysia.on('error', ({ message }) => {
  const words = String(message ?? '');
  if (session.onError(words)) return;
  stopButton.onRefused();
  chat.addNote(t('error', { message: words }), 'error');
});

const tokenForm = new TokenForm(
  { form: byId('token'), why: byId('token-why'), input: byId('token-input'), send: byId('token-send') }, t,
  (token) => { if (!session.submit(token)) elysia.open(); });
const session = new TokenSession(new SafeStorage(() => sessionStorage), {
  send: (token) => elysia.showToken(token),
  onAsk: (why, values) => {
    if (!elysia.isOpen) badge.show('locked', navigator.onLine);
    tokenForm.ask(why, values);
  },
  onGranted: (role) => {
    root.dataset.role = role;
    tokenForm.hide();
  },
});

const chat = new Chat(
  { log: byId('chat-log'), form: byId('chat-form'), input: byId('chat-input'), count: byId('chat-count') }, t,
  (content, onSent) => elysia.say(content, () => {
    stopButton.onSent(performance.now());
    onSent();
  }));
const stopButton = new StopButton(byId('stop'), document, {
  isSpeaking: () => elysia.isSpeaking,
  stop: () => elysia.interrupt(),
  focus: () => byId('chat-input').focus(),
});
chat.addNote(t('welcome'));

addSound(byId('sound'), query, t, (on) => elysia.sound(on), storage);

addFeelings(byId('feelings'), t, (name) => {
  const outcome = elysia.feel(name, INTENSITY);
  if (outcome === 'full') chat.addNote(t('full'), 'error');
  else if (!elysia.isOpen) chat.addNote(t('feelingKept', { name: t(name) }));
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
  idle.onServerLids(values.eye_open, nowMs);
  face.show(values, reducedMotion.matches ? AT_REST : idle.frame(nowMs));
  spirits.show(values);
  stopButton.update(nowMs);
  if (nowMs - moodAtMs > MOOD_EVERY_MS) {
    moodAtMs = nowMs;
    // A blink must not change the mood.
    showMood({ ...values, eye_open: Math.max(values.eye_open, idle.restingOpenness) });
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

requestAnimationFrame(draw);
