import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { BEAT, FIELDS, clampToField } from '../../Elysia.Daemon/Client/fields.js';
import { digestOf, readMotion, valueAt } from '../../Elysia.Daemon/Client/motion.js';

const rows = readFileSync(new URL('../Motion/vectors.jsonl', import.meta.url), 'utf8')
  .split('\n').filter((line) => line !== '').map((line) => JSON.parse(line));

test('valueAt_every shared vector_is its value', () => {
  let values = 0;
  for (const { field, t, motion, at } of rows) {
    const id = FIELDS.indexOf(field);
    const read = readMotion(id, motion, Math.round(t * 1000));
    assert.ok(read, JSON.stringify(motion));
    for (const [ms, value] of at) {
      const shown = clampToField(id, valueAt(read, ms * 1000));
      assert.ok(Math.abs(shown - value) <= 1e-6, `${JSON.stringify(motion)} at ${ms}: ${shown}, not ${value}`);
      values++;
    }
  }
  assert.ok(values > 200);
});

test('readMotion_anything else_is none', () => {
  const nothing = [null, undefined, 'x', true, NaN, Infinity, 1.5, -1.1, [], [1], [0, 0, 1e9], [0, 0, 0, 0], [0, 0, 0, 1.5],
    [0, 0, 0, 60, -1], [0, 0, 0, 60, 1e12], [0, '0'], [0, 0, 0, 60, 0, 0], {}, { keys: 1 }, { keys: [] }, { keys: [0] },
    { keys: [0, 0, 5] }, { keys: [0, 0, 0, 1, 0] }, { keys: [0, 0, 10, 3, 0] }, { keys: Array(200).fill(0) },
    { keys: [0, 0], ago: -1 }];
  for (const value of nothing) assert.equal(readMotion(0, value, 1_000), null, JSON.stringify(value));
  for (const value of [0.5, [1.3], [1.3, -1], [1.3, 0, 'x'], [1.3, 0, 1, 1, 0], { keys: [0, 0] }]) {
    assert.equal(readMotion(BEAT, value, 1_000), null, JSON.stringify(value));
  }
});

test('digestOf_one number changed_is another', () => {
  const read = () => rows.slice(3, 8).map(({ field, t, motion }) => readMotion(FIELDS.indexOf(field), motion, t * 1000));
  assert.match(digestOf(read()), /^[0-9a-f]{8}$/);
  assert.equal(digestOf(read()), digestOf(read()));
  const other = read();
  other[2].numbers[1] += 1;
  assert.notEqual(digestOf(other), digestOf(read()));
});
