// Viewers of the real page's kind: its own connection module, its own backoff, without a browser.
// Usage: node --experimental-websocket viewers.mjs URL COUNT STATUS_FILE
// Keeps STATUS_FILE up to date, one word a fact. SIGUSR2 begins to count anew.

import { renameSync, writeFileSync } from 'node:fs';
import { Connection } from '../../Elysia.Daemon/Page/connection.js';

const [url, count, statusFile] = process.argv.slice(2);
const viewers = Array.from({ length: Number(count) },
  () => ({ open: false, openedAt: 0, heardAt: 0, losses: 0, gapMs: 0, frames: 0 }));
let agesMs = [];

const codes = new Set();
// Tells why the server hung up: the connection module needs no reason, an operator does.
class Watched extends WebSocket {
  constructor(...args) {
    super(...args);
    let closed = false;
    this.addEventListener('close', (event) => { closed = true; codes.add(event.code); });
    // node 20 forgets to close what it could not open; browsers do not.
    this.addEventListener('error', (event) => setTimeout(() => { if (!closed) this.onclose?.(event); }));
  }
}

const world = {
  WebSocket: Watched,
  setTimeout: (act, ms) => setTimeout(act, ms),
  clearTimeout: (id) => clearTimeout(id),
  now: () => performance.now(),
  random: Math.random,
};

for (const viewer of viewers) {
  new Connection(url, {
    onStatus: (status) => {
      if (viewer.open && status !== 'open') viewer.losses++;
      viewer.open = status === 'open';
      if (viewer.open) viewer.openedAt = performance.now();
    },
    onMessage: (message) => {
      const now = performance.now();
      // The heart beats at every tick: a silence is a gap in the picture.
      if (viewer.heardAt) viewer.gapMs = Math.max(viewer.gapMs, now - viewer.heardAt);
      viewer.heardAt = now;
      viewer.frames++;
      // The daemon's clock and ours are the same CLOCK_MONOTONIC.
      if (typeof message.t === 'number') agesMs.push((Number(process.hrtime.bigint()) - message.t) / 1e6);
    },
  }, world).open();
}

function quantile(q) {
  const sorted = [...agesMs].sort((a, b) => a - b);
  return sorted.length ? sorted[Math.floor(q * (sorted.length - 1))].toFixed(3) : '-';
}

function report() {
  const sum = (pick) => viewers.reduce((total, viewer) => total + pick(viewer), 0);
  const facts = {
    open: sum((v) => v.open && v.frames > 0 ? 1 : 0),
    // Long enough for the connection module to begin its waits from one second again.
    settled: sum((v) => v.open && performance.now() - v.openedAt > 5_000 ? 1 : 0),
    frames: sum((v) => v.frames),
    losses: sum((v) => v.losses),
    gap_ms: Math.round(Math.max(...viewers.map((v) => v.gapMs))),
    age_p50_ms: quantile(0.5),
    age_p99_ms: quantile(0.99),
    codes: [...codes].join(',') || '-',
  };
  writeFileSync(`${statusFile}.new`, `${Object.entries(facts).map(([k, v]) => `${k}=${v}`).join(' ')}\n`);
  renameSync(`${statusFile}.new`, statusFile);
}

process.on('SIGUSR2', () => {
  for (const viewer of viewers) Object.assign(viewer, { losses: 0, gapMs: 0, frames: 0 });
  agesMs = [];
  codes.clear();
});
setInterval(report, 100);
