import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Lipsync, timelineOf } from '../../Elysia.Daemon/Client/lipsync.js';

test('widthAt_between two frames_lies between them and ends in silence', () => {
  const lips = new Lipsync();
  assert.equal(lips.widthAt(0), null);
  lips.play([{ time: 0, mouth_width: 0.2 }, { time: 0.1, mouth_width: 0.6 }], 1_000);
  assert.equal(lips.widthAt(1_000), 0.2);
  assert.ok(Math.abs(lips.widthAt(1_050) - 0.4) < 1e-9);
  assert.ok(lips.widthAt(1_150) < 0.6);
  assert.equal(lips.widthAt(1_300), null);
  assert.equal(lips.widthAt(1_010), null);
});

test('play_while speaking_begins the new speech', () => {
  const lips = new Lipsync();
  lips.play([{ time: 0, mouth_width: 1 }, { time: 9, mouth_width: 1 }], 0);
  lips.play([{ time: 0, mouth_width: 0.3 }, { time: 1, mouth_width: 0.3 }], 500);
  assert.equal(lips.widthAt(600), 0.3);
});

test('timelineOf_bad frames_are left out, the rest is sorted and in range', () => {
  const frames = [null, 3, { time: 'x', mouth_width: 1 }, { time: 2, mouth_width: 7 }, { time: -1, mouth_width: 1 },
    { time: 1, mouth_width: NaN }, { time: 1, mouth_width: -2 }];
  assert.deepEqual(timelineOf(frames), [{ time: 1, width: 0 }, { time: 2, width: 1 }]);
  for (const none of [undefined, null, 'x', {}]) assert.deepEqual(timelineOf(none), []);
  assert.ok(timelineOf(Array.from({ length: 9_000 }, (_, i) => ({ time: i, mouth_width: 0 }))).length <= 5_000);
});

test('widthAt_two frames at one time_stays finite', () => {
  const lips = new Lipsync();
  lips.play([{ time: 0, mouth_width: 0 }, { time: 0.1, mouth_width: 0.5 }, { time: 0.1, mouth_width: 0.9 }], 0);
  for (let now = 0; now < 300; now += 5) {
    const width = lips.widthAt(now);
    assert.ok(width === null || (width >= 0 && width <= 1));
  }
});
