// Puts the page together: messages go into the state, the state into motion, motion onto the face.

import { Badge } from './badge.js';
import { Chat } from './chat.js';
import { Connection, socketUrl } from './connection.js';
import { Face } from './face.js';
import { addFeelings, feelingMessage } from './feelings.js';
import { Idle } from './idle.js';
import { pickLanguage, translatePage, translator } from './i18n.js';
import { Lipsync } from './lipsync.js';
import { moodKey } from './mood.js';
import { Motion } from './motion.js';
import { addSound } from './sound.js';
import { Spirits } from './spirits.js';
import { applyState, isState, newState } from './state.js';
import { Voice } from './voice.js';

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

const state = newState();
const motion = new Motion();
const lips = new Lipsync();
const voice = new Voice(lips, location.href);
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

const connection = new Connection(socketUrl(location.href), {
  onStatus: (status) => badge.show(status, navigator.onLine),
  onMessage: (message) => {
    const nowMs = performance.now();
    if (isState(message)) {
      motion.push(flat(applyState(state, message)), nowMs);
    } else if (message.type === 'speech') {
      if (typeof message.content === 'string') chat.hear(message.content);
      voice.say(message, nowMs);
    } else if (message.type === 'error') {
      chat.note(t('error', { message: String(message.message ?? '') }), 'error');
    }
    // Any other type belongs to a newer server or to another kind of viewer.
  },
});

const chat = new Chat(
  { log: byId('chat-log'), form: byId('chat-form'), input: byId('chat-input'), count: byId('chat-count') }, t,
  (content, onSent) => connection.send({ type: 'text', content }, onSent));
chat.note(t('welcome'));

addSound(byId('sound'), query, t, (on) => voice.want(on));

addFeelings(byId('feelings'), t, (name) => {
  const outcome = connection.send(feelingMessage(name));
  if (outcome === 'full') chat.note(t('full'), 'error');
  else if (!connection.isOpen) chat.note(t('feelingKept', { name: t(name) }));
});

addEventListener('online', () => { badge.refresh(true); connection.wake(); });
addEventListener('offline', () => badge.refresh(false));
document.addEventListener('visibilitychange', () => { if (!document.hidden) connection.wake(); });
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
  voice.tick(nowMs);
  const lip = lips.shapeAt(voice.clockMs(nowMs));
  const values = motion.sample(nowMs, lip
    ? { mouth_width: lip.open, mouth_wide: lip.wide, mouth_round: lip.round } : { mouth_wide: 0, mouth_round: 0 });
  if (!values) return;
  face.show(values, calm.matches ? REST : idle.at(nowMs));
  spirits.show(values);
  if (nowMs - moodAtMs > MOOD_EVERY_MS) {
    moodAtMs = nowMs;
    showMood(values);
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

function flat({ expression, spirits: energies }) {
  return { ...expression, ...energies };
}

// Something to look at before the first message.
motion.push(flat(state), performance.now());
requestAnimationFrame(draw);
connection.open();
