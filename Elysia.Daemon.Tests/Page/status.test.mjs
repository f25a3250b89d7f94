import assert from 'node:assert/strict';
import { test } from 'node:test';
import { niceCeiling, tick } from '../../Elysia.Daemon/Page/status/statuschart.js';
import { duration, milliseconds, short, words } from '../../Elysia.Daemon/Page/status/statusformat.js';
import { MAX_SAMPLES, Series } from '../../Elysia.Daemon/Page/status/statusseries.js';
import { groupCloses } from '../../Elysia.Daemon/Page/status/statustables.js';

const samples = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => ({ n: from + i }));

test('niceCeiling_is a round number at or above the value', () => {
  const cases = [[0, 1], [-3, 1], [NaN, 1], [1, 1], [1.2, 1.5], [61, 80], [99, 100], [0.034, 0.04], [1000, 1000]];
  for (const [value, expected] of cases) {
    assert.ok(Math.abs(niceCeiling(value) - expected) < 1e-9, `${value}: ${niceCeiling(value)}`);
  }
});

test('tick_of an axis_is short and not rounded to another value', () => {
  assert.deepEqual([0, 0.5, 7.5, 60, 1234, 15_000].map(tick), ['0', '0.5', '7.5', '60', '1230', '15k']);
});

test('Series_takes what is new and keeps ten minutes', () => {
  const series = new Series();
  series.add({ pid: 1, samples: samples(1, 400) });
  series.add({ pid: 1, samples: samples(399, 700) });
  assert.equal(series.since, 700);
  assert.deepEqual(series.latest(MAX_SAMPLES + 1), samples(101, 700));
  assert.deepEqual(series.latest(2), samples(699, 700));
});

test('Series_of another process_begins anew and asks for all it has', () => {
  const series = new Series();
  series.add({ pid: 1, samples: samples(1, 50) });
  series.add({ pid: 2, samples: [] });
  assert.equal(series.since, 0);
  series.add({ pid: 2, samples: samples(1, 3) });
  assert.equal(series.since, 3);
});

test('together_closes for one reason in a row_are one line', () => {
  const close = (id, reason, ago) => ({ id, reason, seconds_ago: ago });
  const groups = groupCloses([
    close('c9', 'peer_gone', 1), close('c8', 'peer_gone', 2), close('c7', 'slow_consumer', 2), close('c6', 'peer_gone', 3),
    close('c5', 'peer_gone', 30),
  ]);
  assert.deepEqual(groups.map((g) => g.ids), [['c9', 'c8'], ['c7'], ['c6'], ['c5']]);
  assert.deepEqual(groups.map((g) => g.seconds_ago), [1, 2, 3, 30]);
});

test('figures_are short and in words', () => {
  assert.deepEqual([0, 0.1234, 12.34, 1234].map(short), ['0', '0.12', '12.3', '1,234']);
  assert.deepEqual([5, 65, 3_700, 90_000].map(duration), ['5 s', '1 min 5 s', '1 h 1 min', '1 d 1 h']);
  assert.deepEqual([20, 1_500].map(milliseconds), ['20 ms', '1.5 s']);
  assert.equal(words('slow_consumer'), 'slow consumer');
});
