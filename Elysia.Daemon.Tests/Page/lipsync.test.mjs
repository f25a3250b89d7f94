import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Lipsync, timelineOf } from '../../Elysia.Daemon/Client/lipsync.js';

const openAt = (lips, nowMs) => lips.shapeAt(nowMs)?.open ?? null;

test('shapeAt_between two frames_lies between them and ends in silence', () => {
  const lips = new Lipsync();
  assert.equal(openAt(lips, 0), null);
  lips.play([{ time: 0, mouth_width: 0.2 }, { time: 0.1, mouth_width: 0.6 }], 1_000);
  assert.equal(openAt(lips, 1_000), 0.2);
  assert.ok(Math.abs(openAt(lips, 1_050) - 0.4) < 1e-9);
  assert.ok(openAt(lips, 1_150) < 0.6);
  assert.equal(openAt(lips, 1_300), null);
  assert.equal(openAt(lips, 1_010), null);
});

test('play_while speaking_begins the new speech', () => {
  const lips = new Lipsync();
  lips.play([{ time: 0, mouth_width: 1 }, { time: 9, mouth_width: 1 }], 0);
  lips.play([{ time: 0, mouth_width: 0.3 }, { time: 1, mouth_width: 0.3 }], 500);
  assert.equal(openAt(lips, 600), 0.3);
});

test('timelineOf_bad frames_are left out, the rest is sorted and in range', () => {
  const frames = [null, 3, { time: 'x', mouth_width: 1 }, { time: 2, mouth_width: 7 }, { time: -1, mouth_width: 1 },
    { time: 1, mouth_width: NaN }, { time: 1, mouth_width: -2 }];
  assert.deepEqual(timelineOf(frames), [{ time: 1, open: 0, wide: 0, round: 0 }, { time: 2, open: 1, wide: 0, round: 0 }]);
  for (const none of [undefined, null, 'x', {}]) assert.deepEqual(timelineOf(none), []);
  assert.ok(timelineOf(Array.from({ length: 9_000 }, (_, i) => ({ time: i, mouth_width: 0 }))).length <= 5_000);
});

test('shapeAt_two frames at one time_stays finite', () => {
  const lips = new Lipsync();
  lips.play([{ time: 0, mouth_width: 0 }, { time: 0.1, mouth_width: 0.5 }, { time: 0.1, mouth_width: 0.9 }], 0);
  for (let now = 0; now < 300; now += 5) {
    const width = openAt(lips, now);
    assert.ok(width === null || (width >= 0 && width <= 1));
  }
});

test('shapeAt_wide and round_move like the opening', () => {
  const lips = new Lipsync();
  lips.play([{ time: 0, mouth_width: 0.3, wide: 1 }, { time: 1, mouth_width: 0.3, round: 1 }], 0);
  assert.deepEqual(lips.shapeAt(500), { open: 0.3, wide: 0.5, round: 0.5 });
});

test('stop_while speaking_gives the mouth back', () => {
  const lips = new Lipsync();
  lips.play([{ time: 0, mouth_width: 1 }, { time: 9, mouth_width: 1 }], 0);
  lips.stop();
  assert.equal(lips.shapeAt(100), null);
});
