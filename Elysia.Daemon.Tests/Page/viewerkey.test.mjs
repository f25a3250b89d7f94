import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SafeStorage } from '../../Elysia.Daemon/Page/storage.js';
import { viewerKey } from '../../Elysia.Daemon/Page/viewerkey.js';

function storage(kept = {}) {
  return new SafeStorage(() => ({ getItem: (name) => kept[name] ?? null, setItem: (name, value) => { kept[name] = value; } }));
}

const forbidden = () => { throw new Error('forbidden'); };

test('viewerKey_first visit_makes a random key that stays', () => {
  const mine = storage();
  const key = viewerKey(mine);
  assert.match(key, /^[A-Za-z0-9_-]{24}$/);
  assert.equal(viewerKey(mine), key);
  assert.notEqual(viewerKey(storage()), key);
});

test('viewerKey_kept nonsense_is replaced', () => {
  assert.match(viewerKey(storage({ 'elysia.me': 'short' })), /^[A-Za-z0-9_-]{24}$/);
});

test('viewerKey_nothing can be kept_is none', () => {
  assert.equal(viewerKey(new SafeStorage(forbidden)), null);
  assert.equal(viewerKey(new SafeStorage(() => ({ getItem: forbidden }))), null);
  assert.equal(viewerKey(new SafeStorage(() => ({ getItem: () => null, setItem: forbidden }))), null);
});
