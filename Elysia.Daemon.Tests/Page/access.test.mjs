import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Access } from '../../Elysia.Daemon/Page/access.js';

function start({ kept = null, open = true, store } = {}) {
  const items = new Map(kept === null ? [] : [['elysia.token', kept]]);
  const seen = { told: [], asked: [], granted: [], open };
  const access = new Access(store ?? {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => items.set(key, value),
    removeItem: (key) => items.delete(key),
  }, {
    tell: (message) => { if (seen.open) seen.told.push(message.token); return seen.open; },
    onAsk: (why) => seen.asked.push(why),
    onGranted: (role) => seen.granted.push(role),
  });
  return { access, seen, kept: () => items.get('elysia.token') ?? null };
}

test('heard_required without a token_asks the person, and keeps what was taken', () => {
  const { access, seen, kept } = start();
  access.heard({ status: 'required', seconds: 5 });
  assert.deepEqual(seen.asked, ['tokenNeeded']);
  assert.equal(access.give('good'), true);
  assert.equal(kept(), null, 'Only a token that was taken is kept.');
  access.heard({ status: 'ok', role: 'speaker' });
  assert.deepEqual([seen.told, seen.granted, kept()], [['good'], ['speaker'], 'good']);
});

test('heard_required with a kept token_shows it without asking', () => {
  const { access, seen } = start({ kept: 'good' });
  access.heard({ status: 'required' });
  assert.deepEqual([seen.told, seen.asked], [['good'], []]);
});

test('give_after the connection was closed for want of one_is shown on the next', () => {
  const { access, seen } = start({ open: false });
  assert.equal(access.closed(4001), true);
  assert.equal(access.give('good'), false);
  seen.open = true;
  access.heard({ status: 'required' });
  assert.deepEqual(seen.told, ['good']);
});

test('refused_at the door_says why once, forgets it and stays locked', () => {
  const { access, seen, kept } = start({ kept: 'old' });
  access.heard({ status: 'required' });
  assert.equal(access.refused('The token was refused: it has expired'), true);
  assert.equal(access.closed(4002), true);
  assert.deepEqual(seen.asked, ['tokenSaid']);
  assert.equal(kept(), null);
  assert.equal(access.refused('Text too long'), false, 'Other errors are for the conversation.');
});

test('closed_without a word before_says why by the code', () => {
  for (const [code, why] of [[4001, 'tokenNeeded'], [4003, 'tokenExpired'], [4004, 'tokenRevoked']]) {
    const { access, seen, kept } = start({ kept: 'old' });
    assert.equal(access.closed(code), true);
    assert.deepEqual([seen.asked, kept()], [[why], null]);
  }
  for (const code of [1000, 1001, 1006, 1013, undefined]) {
    const { access, seen, kept } = start({ kept: 'old' });
    assert.equal(access.closed(code), false);
    assert.deepEqual([seen.asked, kept()], [[], 'old']);
  }
});

test('heard_expiring_asks, and a slip does not lose the token that still counts', () => {
  const { access, seen, kept } = start({ kept: 'old' });
  access.heard({ status: 'required' });
  access.heard({ status: 'ok', role: 'viewer' });
  access.heard({ status: 'expiring', seconds: 60 });
  access.give('slip');
  assert.equal(access.refused('The token was refused: its signature is wrong'), true);
  assert.equal(kept(), 'old');
  assert.equal(access.closed(1006), false);
  access.heard({ status: 'required' });
  access.give('new');
  access.heard({ status: 'ok', role: 'viewer' });
  assert.deepEqual([seen.told, seen.asked, kept()], [['old', 'slip', 'old', 'new'], ['tokenExpiring', 'tokenSaid'], 'new']);
});

test('storage_forbidden_keeps the token for the page alone', () => {
  const broken = () => { throw new Error('forbidden'); };
  for (const store of [null, { getItem: broken, setItem: broken, removeItem: broken }]) {
    const { access, seen } = start({ store });
    access.heard({ status: 'required' });
    access.give('good');
    access.heard({ status: 'ok', role: 'viewer' });
    access.heard({ status: 'required' });
    assert.deepEqual(seen.told, ['good', 'good']);
  }
});
