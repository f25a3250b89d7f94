// The operator's page: fetches a report from the daemon every second and shows it.

import { Cards } from './statuscards.js';
import { count, duration } from './statusformat.js';
import { Series } from './statusseries.js';
import { showAlerts, showCloses, showSlowest } from './statustables.js';

const PERIOD_MS = 1_000;
const TIMEOUT_MS = 5_000;

const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const buttons = [...document.querySelectorAll('[data-span]')];
const series = new Series();
const cards = new Cards(document);
let seconds = 300;
let report = null;
let timer = 0;

async function poll() {
  clearTimeout(timer);
  try {
    const options = { cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS) };
    const answer = await fetch(`status.json?since=${series.since}`, options);
    if (answer.ok) onReport(await answer.json());
    else showState('lost', (await answer.text()).trim());
  } catch {
    showState('lost', 'The daemon does not answer');
  }
  // A hidden page does not poll. When it is visible again it catches up, since the daemon keeps ten minutes of samples.
  if (!document.hidden) timer = setTimeout(poll, PERIOD_MS);
}

function onReport(next) {
  report = next;
  series.add(report);
  showState(report.not_ready ? 'unready' : 'ready', report.not_ready ?? 'Ready');
  byId('uptime').textContent = duration(report.uptime_seconds);
  byId('joined').textContent = count(report.joined);
  // Show only the first eight digits of the commit.
  byId('version').textContent = report.version.replace(/(\+[0-9a-f]{8})[0-9a-f]+/, '$1');
  byId('version').title = report.version;
  showAlerts(byId('alerts'), report.alerts);
  showSlowest(byId('slowest'), report.slowest);
  showCloses(byId('closes'), report.closes);
  show();
}

function show() {
  if (report) cards.show(series.latest(seconds), seconds, report);
}

function showState(state, text) {
  root.dataset.daemon = state;
  // Every write to the live region would make a screen reader read it again.
  if (byId('badge-text').textContent !== text) byId('badge-text').textContent = text;
}

for (const button of buttons) {
  button.addEventListener('click', () => {
    seconds = Number(button.dataset.span);
    for (const other of buttons) other.setAttribute('aria-pressed', String(other === button));
    show();
  });
}

addEventListener('resize', () => cards.redraw());
document.addEventListener('visibilitychange', () => { if (!document.hidden) poll(); });
poll();
