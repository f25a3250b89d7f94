import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FIELDS, INITIAL_VALUES } from '../../Elysia.Daemon/Client/fields.js';
import { MotionBuffer } from '../../Elysia.Daemon/Client/motionbuffer.js';

const FRAME_US = 1_000_000 / 240;

function keyframe(t, changes = {}) {
  const motion = Object.fromEntries(FIELDS.map((name, i) => [name, name === 'beat' ? [1.3, 0] : INITIAL_VALUES[i]]));
  return { type: 'keyframe', tick: 1, t, motion: { ...motion, ...changes } };
}

test('evaluate_a motion that is known in time_begins at its moment, not before', () => {
  const motionBuffer = new MotionBuffer();
  motionBuffer.apply(keyframe(1_000));
  motionBuffer.apply({ type: 'delta', tick: 2, t: 2_000, motion: { mouth_curve: [0.5, 0] } });
  const values = {};
  assert.equal(motionBuffer.evaluate(1_900_000, values).mouth_curve, 0);
  assert.equal(motionBuffer.evaluate(2_000_000, values).mouth_curve, 0);
  assert.ok(Math.abs(motionBuffer.evaluate(2_060_000, values).mouth_curve - 0.5 * (1 - 2 / Math.E)) < 1e-9);
  assert.ok(motionBuffer.evaluate(4_000_000, values).mouth_curve > 0.499999);
});

test('evaluate_a motion that comes up to 250 ms late_never jumps, and is true again soon', () => {
  for (const late of [1, 16, 80, 250]) {
    const motionBuffer = new MotionBuffer();
    motionBuffer.apply(keyframe(0));
    const message = { type: 'delta', tick: 2, t: 1_000, motion: { mouth_curve: [1, -1], beat: [2.5, 0.3] } };
    let last = null;
    for (let us = 900_000; us < 2_500_000; us += FRAME_US) {
      if (us >= (1_000 + late) * 1000 && message.t) {
        motionBuffer.apply({ ...message });
        message.t = 0;
      }
      const values = motionBuffer.evaluate(us, {});
      if (last) {
        const most = { mouth_curve: 0.12, beat: 0.06 };
        for (const name in most) {
          const step = Math.abs(values[name] - last[name]);
          assert.ok(step < most[name], `${name} moves ${step} in a frame at ${us}, ${late} ms late`);
        }
      }
      last = { ...values };
    }
    assert.ok(Math.abs(last.mouth_curve - 1) < 1e-6);
  }
});

test('apply_what is broken_changes nothing', () => {
  const motionBuffer = new MotionBuffer();
  motionBuffer.apply(keyframe(1_000, { fire: 0.7 }));
  const before = motionBuffer.digest();
  const broken = [{}, { t: 1 }, { t: 1, motion: null }, { t: 1, motion: [] }, { t: -1, motion: {} }, { t: NaN, motion: {} },
    { t: 1, motion: { fire: 0.1, water: 'x' } }, { t: 1, motion: { fire: 2 } }, { t: 1, motion: { beat: 1 } },
    { type: 'keyframe', t: 1, motion: { fire: 0.1 } }, { t: 1, motion: { fire: { keys: [] } } }];
  for (const message of broken) assert.equal(motionBuffer.apply(message), null, JSON.stringify(message));
  assert.equal(motionBuffer.digest(), before);
  assert.deepEqual(motionBuffer.apply({ type: 'delta', t: 1_000, motion: { halo: 1 } }), []);
});

test('apply_random bytes of JSON_never throws and every value stays in its range', () => {
  let seed = 11;
  const random = (n) => (seed = seed * 16807 % 2147483647) % n;
  const pieces = [0, 1, -1, 0.5, 1e9, -0, null, true, 'x', [], {}, [1, 2], [0.1, 0.2, 30, 4, 5],
    { keys: [0, 1, 2, 3, 4] }, { ago: 1 }];
  const motionBuffer = new MotionBuffer();
  for (let i = 0; i < 20_000; i++) {
    const motion = {};
    for (let n = random(4); n >= 0; n--) motion[FIELDS[random(12)]] = pieces[random(pieces.length)];
    motionBuffer.apply({ type: 'delta', tick: i, t: random(3) ? i : pieces[random(pieces.length)], motion });
    const values = motionBuffer.evaluate(i * 1000, {});
    for (const name of FIELDS) assert.ok(values[name] >= (name === 'mouth_curve' ? -1 : 0) && values[name] <= 1, name);
  }
});

test('reset_to another server_shows on what was shown until it speaks', () => {
  const motionBuffer = new MotionBuffer();
  motionBuffer.apply(keyframe(900_000, { fire: 0.9 }));
  motionBuffer.evaluate(900_100_000, {});
  motionBuffer.reset();
  assert.equal(motionBuffer.evaluate(5_000, {}).fire, 0.9);
  motionBuffer.apply(keyframe(10, { fire: 0.2 }));
  assert.ok(Math.abs(motionBuffer.evaluate(12_000, {}).fire - 0.9) < 0.05);
  assert.ok(Math.abs(motionBuffer.evaluate(2_000_000, {}).fire - 0.2) < 1e-3);
});
