// Viewers of protocol 1, in which every tick can be timed. They reconnect like the page, with the client's own backoff.
// Usage: node --experimental-websocket viewers.mjs URL COUNT STATUS_FILE
// Keeps STATUS_FILE up to date with one word for each figure. SIGUSR2 resets the counts.

import { renameSync, writeFileSync } from 'node:fs';
import { waitMs } from '../../Elysia.Daemon/Client/backoff.js';

const [url, count, statusFile] = process.argv.slice(2);
const viewers = Array.from({ length: Number(count) },
  () => ({ open: false, openedAt: 0, heardAt: 0, losses: 0, gapMs: 0, frames: 0 }));
let agesMs = [];

const codes = new Set();
// Records close codes, which the test needs and a viewer does not.
class Watched extends WebSocket {
  constructor(...args) {
    super(...args);
    let closed = false;
    this.addEventListener('close', (event) => { closed = true; codes.add(event.code); });
    // Node 20 fires no close event after a failed connection attempt; browsers do.
    this.addEventListener('error', (event) => setTimeout(() => { if (!closed) this.onclose?.(event); }));
  }
}

// The heartbeat changes at every tick, so a silence this long means a connection that died without a close.
const SILENCE_MS = 20_000;
// A connection that ends earlier does not count as a success.
const PROVEN_AFTER_MS = 5_000;

/** Keeps one viewer connected. */
function watch(viewer, attempt = 0) {
  const socket = new Watched(url);
  let ended = false;
  let silence = 0;
  const end = () => {
    if (ended) return;
    ended = true;
    clearTimeout(silence);
    if (viewer.open) viewer.losses++;
    const proven = viewer.open && performance.now() - viewer.openedAt > PROVEN_AFTER_MS;
    viewer.open = false;
    setTimeout(() => watch(viewer, proven ? 0 : attempt + 1), waitMs(proven ? 0 : attempt));
  };
  const listen = () => {
    clearTimeout(silence);
    silence = setTimeout(() => { socket.close(); end(); }, SILENCE_MS);
  };
  listen();
  socket.onclose = end;
  socket.onmessage = ({ data }) => {
    if (ended) return;
    listen();
    hear(viewer, JSON.parse(data));
  };
}

function hear(viewer, message) {
  const now = performance.now();
  if (!viewer.open) [viewer.open, viewer.openedAt] = [true, now];
  // A silence is an interruption of the stream.
  if (viewer.heardAt) viewer.gapMs = Math.max(viewer.gapMs, now - viewer.heardAt);
  viewer.heardAt = now;
  viewer.frames++;
  // The daemon and this program use the same CLOCK_MONOTONIC.
  if (typeof message.t === 'number') agesMs.push((Number(process.hrtime.bigint()) - message.t) / 1e6);
}

for (const viewer of viewers) watch(viewer);

function quantile(q) {
  const sorted = [...agesMs].sort((a, b) => a - b);
  return sorted.length ? sorted[Math.floor(q * (sorted.length - 1))].toFixed(3) : '-';
}

function report() {
  const sum = (pick) => viewers.reduce((total, viewer) => total + pick(viewer), 0);
  const facts = {
    open: sum((v) => v.open && v.frames > 0 ? 1 : 0),
    // Open long enough to restart the backoff at one second.
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
