import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryKey } from '../../Elysia.Daemon/Page/memory.js';

function storage(kept = {}) {
  return { getItem: (name) => kept[name] ?? null, setItem: (name, value) => { kept[name] = value; } };
}

test('memoryKey_first visit_makes a random key that stays', () => {
  const mine = storage();
  const key = memoryKey(mine);
  assert.match(key, /^[A-Za-z0-9_-]{24}$/);
  assert.equal(memoryKey(mine), key);
  assert.notEqual(memoryKey(storage()), key);
});

test('memoryKey_kept nonsense_is replaced', () => {
  assert.match(memoryKey(storage({ 'elysia.me': 'short' })), /^[A-Za-z0-9_-]{24}$/);
});

test('memoryKey_nothing can be kept_is none', () => {
  assert.equal(memoryKey(null), null);
  assert.equal(memoryKey({ getItem: () => { throw new Error('forbidden'); } }), null);
});
