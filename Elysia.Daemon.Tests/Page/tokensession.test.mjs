import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SafeStorage } from '../../Elysia.Daemon/Page/storage.js';
import { TokenSession } from '../../Elysia.Daemon/Page/tokensession.js';

function start({ kept = null, open = true, store } = {}) {
  const items = new Map(kept === null ? [] : [['elysia.token', kept]]);
  const seen = { sent: [], asked: [], granted: [], open };
  const session = new TokenSession(new SafeStorage(() => store === undefined ? {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => items.set(key, value),
    removeItem: (key) => items.delete(key),
  } : store), {
    send: (token) => { if (seen.open) seen.sent.push(token); return seen.open; },
    onAsk: (why) => seen.asked.push(why),
    onGranted: (role) => seen.granted.push(role),
  });
  return { session, seen, kept: () => items.get('elysia.token') ?? null };
}

test('onAuth_required without a token_asks the person, and keeps what was taken', () => {
  const { session, seen, kept } = start();
  session.onAuth({ status: 'required', seconds: 5 });
  assert.deepEqual(seen.asked, ['tokenNeeded']);
  assert.equal(session.submit('good'), true);
  assert.equal(kept(), null, 'Only a token that was taken is kept.');
  session.onAuth({ status: 'ok', role: 'speaker' });
  assert.deepEqual([seen.sent, seen.granted, kept()], [['good'], ['speaker'], 'good']);
});

test('onAuth_required with a kept token_shows it without asking', () => {
  const { session, seen } = start({ kept: 'good' });
  session.onAuth({ status: 'required' });
  assert.deepEqual([seen.sent, seen.asked], [['good'], []]);
});

test('submit_after the connection was closed for want of one_is shown on the next', () => {
  const { session, seen } = start({ open: false });
  assert.equal(session.onLocked(4001), true);
  assert.equal(session.submit('good'), false);
  seen.open = true;
  session.onAuth({ status: 'required' });
  assert.deepEqual(seen.sent, ['good']);
});

test('onError_before the hello_says why once, forgets it and stays locked', () => {
  const { session, seen, kept } = start({ kept: 'old' });
  session.onAuth({ status: 'required' });
  assert.equal(session.onError('The token was refused: it has expired'), true);
  assert.equal(session.onLocked(4002), true);
  assert.deepEqual(seen.asked, ['tokenSaid']);
  assert.equal(kept(), null);
  assert.equal(session.onError('Text too long'), false, 'Other errors are for the conversation.');
});

test('onLocked_without a word before_says why by the code', () => {
  for (const [code, why] of [[4001, 'tokenNeeded'], [4003, 'tokenExpired'], [4004, 'tokenRevoked']]) {
    const { session, seen, kept } = start({ kept: 'old' });
    assert.equal(session.onLocked(code), true);
    assert.deepEqual([seen.asked, kept()], [[why], null]);
  }
  for (const code of [1000, 1001, 1006, 1013, undefined]) {
    const { session, seen, kept } = start({ kept: 'old' });
    assert.equal(session.onLocked(code), false);
    assert.deepEqual([seen.asked, kept()], [[], 'old']);
  }
});

test('onAuth_expiring_asks, and a slip does not lose the token that still counts', () => {
  const { session, seen, kept } = start({ kept: 'old' });
  session.onAuth({ status: 'required' });
  session.onAuth({ status: 'ok', role: 'viewer' });
  session.onAuth({ status: 'expiring', seconds: 60 });
  session.submit('slip');
  assert.equal(session.onError('The token was refused: its signature is wrong'), true);
  assert.equal(kept(), 'old');
  assert.equal(session.onLocked(1006), false);
  session.onAuth({ status: 'required' });
  session.submit('new');
  session.onAuth({ status: 'ok', role: 'viewer' });
  assert.deepEqual([seen.sent, seen.asked, kept()], [['old', 'slip', 'old', 'new'], ['tokenExpiring', 'tokenSaid'], 'new']);
});

test('storage_forbidden_keeps the token for the page alone', () => {
  const broken = () => { throw new Error('forbidden'); };
  for (const store of [null, { getItem: broken, setItem: broken, removeItem: broken }]) {
    const { session, seen } = start({ store });
    session.onAuth({ status: 'required' });
    session.submit('good');
    session.onAuth({ status: 'ok', role: 'viewer' });
    session.onAuth({ status: 'required' });
    assert.deepEqual(seen.sent, ['good', 'good']);
  }
});

test('show_a kept token_is shown with the request, and its role is asked for once open', () => {
  const { session, seen, kept } = start({ kept: 'good' });
  assert.equal(session.show(), 'good');
  assert.deepEqual(seen.sent, []);
  session.onOpen();
  session.onAuth({ status: 'ok', role: 'speaker' });
  assert.deepEqual([seen.sent, seen.granted, kept()], [['good'], ['speaker'], 'good']);
  assert.equal(session.show(), 'good', 'It is shown again when the connection is lost.');
});

test('show_after a request that failed_lets the server ask, which says why', () => {
  const { session, seen, kept } = start({ kept: 'old' });
  assert.equal(session.show(), 'old');
  assert.equal(session.onLocked(1006), false);
  assert.equal(session.show(), null);
  session.onAuth({ status: 'required' });
  assert.deepEqual(seen.sent, ['old']);
  assert.equal(session.onError('The token was refused: it has expired'), true);
  assert.equal(session.onLocked(4002), true);
  assert.deepEqual([seen.asked, kept(), session.show()], [['tokenSaid'], null, null]);
});

test('show_a token that the person entered_is left to the server to ask for, which says why it is refused', () => {
  const { session, seen } = start({ open: false });
  session.submit('new');
  assert.equal(session.show(), null);
  seen.open = true;
  session.onOpen();
  assert.deepEqual(seen.sent, []);
  session.onAuth({ status: 'required' });
  session.onAuth({ status: 'ok', role: 'viewer' });
  assert.deepEqual([seen.sent, session.show()], [['new'], 'new']);
});
