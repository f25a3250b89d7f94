import assert from 'node:assert/strict';
import { test } from 'node:test';
import { viewerKey } from '../../Elysia.Daemon/Page/viewerkey.js';

function storage(kept = {}) {
  return { getItem: (name) => kept[name] ?? null, setItem: (name, value) => { kept[name] = value; } };
}

test('memoryKey_first visit_makes a random key that stays', () => {
  const mine = storage();
  const key = viewerKey(mine);
  assert.match(key, /^[A-Za-z0-9_-]{24}$/);
  assert.equal(viewerKey(mine), key);
  assert.notEqual(viewerKey(storage()), key);
});

test('memoryKey_kept nonsense_is replaced', () => {
  assert.match(viewerKey(storage({ 'elysia.me': 'short' })), /^[A-Za-z0-9_-]{24}$/);
});

test('memoryKey_nothing can be kept_is none', () => {
  assert.equal(viewerKey(null), null);
  assert.equal(viewerKey({ getItem: () => { throw new Error('forbidden'); } }), null);
});
