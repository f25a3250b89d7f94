import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Motion } from '../../Elysia.Daemon/Page/motion.js';

const REST = { mouth_curve: 0, eye_open: 1, brow_furrow: 0, beat: 0, mouth_width: 0, fire: 0.1 };

function play(motion, { hz, forMs, beatAt, frameMs = 1000 / 60 }) {
  const frames = [];
  let nextMs = 0;
  for (let now = 0; now < forMs; now += frameMs) {
    while (nextMs <= now) {
      motion.push({ ...REST, beat: beatAt(nextMs) }, nextMs);
      nextMs += 1000 / hz;
    }
    frames.push(motion.sample(now).beat);
  }
  return frames;
}

for (const hz of [15, 30, 60]) {
  test(`sample_at ${hz} Hz_moves in every frame and without a jump`, () => {
    const frames = play(new Motion(), { hz, forMs: 3_000, beatAt: (ms) => ms / 3_000 }).slice(60);
    const even = (1000 / 60) / 3_000;
    for (let i = 1; i < frames.length; i++) {
      const step = frames[i] - frames[i - 1];
      assert.ok(step > even * 0.3 && step < even * 1.8, `frame ${i}: ${step} against ${even}`);
    }
  });
}

test('sample_of a beating heart_keeps nearly its whole height', () => {
  const beatAt = (ms) => Math.abs((ms / 500 % 1) * 2 - 1);
  const frames = play(new Motion(), { hz: 30, forMs: 4_000, beatAt }).slice(60);
  assert.ok(Math.max(...frames) > 0.9);
  assert.ok(Math.min(...frames) < 0.1);
});

test('sample_after the last message_rests on exactly its values', () => {
  const motion = new Motion();
  motion.push(REST, 0);
  motion.sample(0);
  const goal = { mouth_curve: 0.48, eye_open: 0.68, brow_furrow: 0.3, beat: 0.4, mouth_width: 0.2, fire: 0.9 };
  motion.push(goal, 40);
  let shown;
  for (let now = 50; now < 4_000; now += 16) shown = motion.sample(now);
  assert.deepEqual({ ...shown }, goal);
});

test('sample_of a mood that arrives as one step_is a movement', () => {
  const motion = new Motion();
  motion.push(REST, 0);
  motion.sample(0);
  motion.push({ ...REST, mouth_curve: 1 }, 1_000);
  const before = motion.sample(1_000).mouth_curve;
  assert.equal(before, 0);
  let last = 0;
  for (let now = 1_016; now < 1_400; now += 16) {
    const curve = motion.sample(now).mouth_curve;
    assert.ok(curve >= last && curve - last < 0.2);
    last = curve;
  }
  assert.ok(last > 0.8);
});

test('sample_with an override_shows it in place of the sample', () => {
  const motion = new Motion();
  motion.push(REST, 0);
  motion.sample(0);
  let shown;
  for (let now = 16; now < 400; now += 16) shown = motion.sample(now, { mouth_width: 0.8 });
  assert.equal(shown.mouth_width, 0.8);
  for (let now = 400; now < 900; now += 16) shown = motion.sample(now, null);
  assert.equal(shown.mouth_width, 0);
});

test('push_in a hidden tab_does not collect, and the first frame after it is finite', () => {
  const motion = new Motion();
  assert.equal(motion.sample(0), null);
  for (let i = 0; i < 10_000; i++) motion.push({ ...REST, beat: (i % 10) / 10 }, i * 16);
  for (let i = 0; i < 20; i++) motion.push(REST, 200_000);
  for (const value of Object.values(motion.sample(200_001))) assert.ok(Number.isFinite(value));
});
