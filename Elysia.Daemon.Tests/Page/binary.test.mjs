import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readBinary } from '../../Elysia.Daemon/Client/binary.js';
import { MotionBuffer } from '../../Elysia.Daemon/Client/motionbuffer.js';

const rows = readFileSync(new URL('../Motion/binary-vectors.jsonl', import.meta.url), 'utf8')
  .split('\n').filter((line) => line !== '').map((line) => JSON.parse(line));
const good = rows.filter((row) => row.message);

const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16)).buffer;

/** The message, if a viewer accepts the bytes and all its motions. */
function taken(buffer) {
  const message = readBinary(buffer);
  return message !== null && (message.type === 'digest' || new MotionBuffer().apply(message) !== null) ? message : null;
}

test('readBinary_every shared vector_is the message that JSON says', () => {
  for (const { message, bytes } of good) assert.deepEqual(readBinary(bytesOf(bytes)), message, bytes);
  assert.ok(good.length > 8);
});

test('readBinary_what is no message_is refused', () => {
  for (const { refused, bytes } of rows.filter((row) => row.refused)) {
    assert.equal(taken(bytesOf(bytes)), null, `${refused}: ${bytes}`);
  }
});

test('readBinary_damaged messages and noise_never throws, and what is taken can be shown', () => {
  const seed = Number(process.env.ELYSIA_FUZZ_SEED ?? 8);
  console.log(`seed ${seed}`);
  const random = mulberry(seed);
  const below = (n) => Math.floor(random() * n);
  let shown = 0;
  for (let i = 0; i < 60_000; i++) {
    let bytes;
    if (i % 3 === 0) {
      bytes = Uint8Array.from({ length: below(40) }, () => below(256));
    } else {
      bytes = new Uint8Array(bytesOf(good[below(good.length)].bytes));
      for (let n = below(3); n >= 0; n--) bytes[below(bytes.length)] ^= 1 << below(8);
      if (below(4) === 0) bytes = bytes.slice(0, below(bytes.length));
    }
    const message = readBinary(bytes.slice().buffer);
    if (message === null || message.type === 'digest') continue;
    const motionBuffer = new MotionBuffer();
    if (motionBuffer.apply(message) === null) continue;
    for (const us of [0, message.t * 1000, message.t * 1000 + 20_000, message.t * 1000 + 1e9]) {
      for (const [name, value] of Object.entries(motionBuffer.evaluate(us, {}))) {
        assert.ok(value >= -1 && value <= 1, `${name} is ${value}: ${Buffer.from(bytes).toString('hex')}`);
      }
    }
    assert.match(motionBuffer.digest(), /^[0-9a-f]{8}$/);
    shown++;
  }
  assert.ok(shown > 500, `only ${shown} were taken`);
});

function mulberry(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
