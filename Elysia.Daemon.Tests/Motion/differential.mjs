// Replays the file that the C# test wrote, line by line, and reports the greatest difference from its values.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readBinary } from '../../Elysia.Daemon/Client/binary.js';
import { FIELDS } from '../../Elysia.Daemon/Client/fields.js';
import { MotionBuffer } from '../../Elysia.Daemon/Client/motionbuffer.js';

let motionBuffer = new MotionBuffer();
let worst = 0, values = 0, digests = 0, damaged = 0, refused = 0;
for (const line of readFileSync(process.argv[2], 'utf8').split('\n')) {
  if (line === '') continue;
  const row = JSON.parse(line);
  if (row.start) motionBuffer = new MotionBuffer();
  if (row.message) {
    assert.deepEqual(readBinary(bytesOf(row.bytes)), row.message);
    if (row.message.motion && motionBuffer.apply(row.message) === null) throw new Error(`not taken: ${line}`);
    if (row.message.digest !== undefined) {
      if (row.message.digest !== motionBuffer.digest()) throw new Error(`${motionBuffer.digest()} is not the digest of ${line}`);
      digests++;
    }
  }
  if (row.us !== undefined) {
    const shown = motionBuffer.evaluate(row.us, {});
    FIELDS.forEach((name, i) => { worst = Math.max(worst, Math.abs(shown[name] - row.values[i])); values++; });
  }
  if (row.damaged !== undefined) {
    // Both languages must accept the same messages and compute the same digest.
    const message = readBinary(bytesOf(row.damaged));
    const other = new MotionBuffer();
    const isTaken = message !== null && (message.type === 'digest' || other.apply(message) !== null);
    if (isTaken !== row.taken) throw new Error(`taken here: ${isTaken}, there: ${row.taken}: ${line}`);
    if (isTaken && message.type === 'keyframe') assert.equal(other.digest(), row.digest, line);
    damaged++;
    refused += isTaken ? 0 : 1;
  }
}
console.log(JSON.stringify({ worst, values, digests, damaged, refused }));

function bytesOf(hex) {
  const bytes = Buffer.from(hex, 'hex');
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
}
