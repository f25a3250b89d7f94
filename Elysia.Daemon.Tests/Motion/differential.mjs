// Shows in JavaScript what the C# test has written down, line by line, and reports the greatest difference.

import { readFileSync } from 'node:fs';
import { FIELDS } from '../../Elysia.Daemon/Client/fields.js';
import { Picture } from '../../Elysia.Daemon/Client/picture.js';

let picture = new Picture();
let worst = 0, values = 0, digests = 0;
for (const line of readFileSync(process.argv[2], 'utf8').split('\n')) {
  if (line === '') continue;
  const row = JSON.parse(line);
  if (row.start) picture = new Picture();
  if (row.message) {
    if (row.message.motion && picture.take(row.message) === null) throw new Error(`not taken: ${line}`);
    if (row.message.digest !== undefined) {
      if (row.message.digest !== picture.digest()) throw new Error(`${picture.digest()} is not the digest of ${line}`);
      digests++;
    }
  }
  if (row.us !== undefined) {
    const shown = picture.evaluate(row.us, {});
    FIELDS.forEach((name, i) => { worst = Math.max(worst, Math.abs(shown[name] - row.values[i])); values++; });
  }
}
console.log(JSON.stringify({ worst, values, digests }));
