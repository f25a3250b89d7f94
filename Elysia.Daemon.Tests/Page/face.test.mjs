import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browPath, eyeShapes, mouthShapes } from '../../Elysia.Daemon/Page/faceshapes.js';
import { IdleAnimation } from '../../Elysia.Daemon/Page/idleanimation.js';
import { moodKey } from '../../Elysia.Daemon/Page/mood.js';
import { HUES, blend, tints } from '../../Elysia.Daemon/Page/palette.js';
import { FIELDS, INITIAL_VALUES } from '../../Elysia.Daemon/Client/fields.js';
import { WORDS } from '../../Elysia.Daemon/Page/i18n.js';

const UNIT = [0, 0.25, 0.5, 0.75, 1];
const CURVES = [-1, -0.5, 0, 0.5, 1];

function assertDrawable(shapes) {
  for (const [name, shape] of Object.entries(shapes)) {
    if (typeof shape === 'number') assert.ok(Number.isFinite(shape), name);
    else assert.match(shape, /^M[-\d. MCLQZ]+$/, name);
  }
}

test('shapes_of every face_are drawable', () => {
  for (const open of UNIT) for (const curve of CURVES) for (const part of UNIT) {
    assertDrawable(mouthShapes({ curve, open }));
    assertDrawable(eyeShapes({ open, smile: Math.max(0, curve), blink: part }));
    assertDrawable({ brow: browPath({ furrow: part, curve, open }) });
  }
});

test('shapes_of different values_differ: each of the values is seen', () => {
  assert.notDeepEqual(mouthShapes({ curve: 0.2, open: 0 }), mouthShapes({ curve: 0.4, open: 0 }));
  assert.notDeepEqual(mouthShapes({ curve: 0.2, open: 0 }), mouthShapes({ curve: 0.2, open: 0.2 }));
  assert.notDeepEqual(mouthShapes({ curve: 0, open: 0.3, wide: 1 }), mouthShapes({ curve: 0, open: 0.3, round: 1 }));
  assert.notDeepEqual(eyeShapes({ open: 0.5, smile: 0, blink: 0 }), eyeShapes({ open: 0.6, smile: 0, blink: 0 }));
  assert.notEqual(browPath({ furrow: 0, curve: 1, open: 1 }), browPath({ furrow: 0.3, curve: 1, open: 1 }));
});

test('eyeShapes_a full blink_equals a closed eye in its opening', () => {
  const blink = eyeShapes({ open: 1, smile: 0, blink: 1 });
  assert.deepEqual(blink, eyeShapes({ open: 0, smile: 0, blink: 0 }));
});

test('IdleAnimation_over a minute_blinks, looks around and stays in range', () => {
  let seed = 7;
  const idle = new IdleAnimation(() => (seed = seed * 16807 % 2147483647) / 2147483647);
  let most = 0, away = 0;
  for (let now = 0; now < 60_000; now += 16) {
    const { blink, gazeX, gazeY } = idle.frame(now);
    assert.ok(blink >= 0 && blink <= 1 && Math.abs(gazeX) <= 1 && Math.abs(gazeY) <= 1);
    most = Math.max(most, blink);
    away = Math.max(away, Math.abs(gazeX));
  }
  assert.ok(most > 0.9 && away > 0.1);
});

test('tints_every mix_is a colour, and the accent is nearest to the strongest spirit', () => {
  const quiet = Object.fromEntries(FIELDS.slice(5).map((name, i) => [name, INITIAL_VALUES[5 + i]]));
  const channels = ({ glow, accent }) => [...glow, ...accent];
  for (const name in HUES) {
    const mix = tints({ ...quiet, [name]: 1 });
    for (const channel of channels(mix)) assert.ok(Number.isInteger(channel) && channel >= 0 && channel <= 255);
    const far = (colour) => colour.reduce((sum, channel, i) => sum + Math.abs(channel - HUES[name][i]), 0);
    const others = Object.keys(HUES).filter((other) => other !== name && name !== 'earth');
    if (name === 'earth') continue;
    const nearest = Math.min(...others.map((other) => far(tints({ ...quiet, [other]: 1 }).accent)));
    assert.ok(far(mix.accent) < nearest, name);
  }
  assert.deepEqual(blend([0, 0, 0], [255, 255, 255], 1), [255, 255, 255]);
});

test('moodKey_every face_has a word in every language', () => {
  for (const curve of CURVES) for (const open of UNIT) for (const furrow of UNIT) {
    const key = moodKey({ mouth_curve: curve, eye_open: open, brow_furrow: furrow });
    for (const words of Object.values(WORDS)) assert.ok(words[key], key);
  }
});

test('IdleAnimation_server blinks_leaves blinking to it and knows where the lids rest', () => {
  const idle = new IdleAnimation(() => 0.5);
  let ownBlinks = 0;
  for (let now = 0; now < 30_000; now += 60) {
    const inBlink = now % 4_000 < 300;
    idle.onServerLids(inBlink ? 0.1 : 0.7, now);
    if (idle.frame(now).blink > 0) ownBlinks++;
    if (now > 1_000) assert.equal(idle.restingOpenness, 0.7);
  }
  assert.equal(ownBlinks, 0);
});

test('IdleAnimation_server does not blink_blinks itself', () => {
  const idle = new IdleAnimation(() => 0.5);
  let most = 0;
  for (let now = 0; now < 30_000; now += 60) {
    idle.onServerLids(0.5, now);
    most = Math.max(most, idle.frame(now).blink);
  }
  assert.ok(most > 0.5);
});
