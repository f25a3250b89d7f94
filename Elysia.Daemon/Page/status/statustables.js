// The alerts, and the tables of the slowest viewers and of recent closes.

import { duration, milliseconds, words } from './statusformat.js';

// Close reasons of viewers that left by themselves; all other reasons are highlighted.
const QUIET_REASONS = new Set(['peer_closed', 'peer_gone', 'going_away']);

const MAX_ROWS = 12;
const GROUP_SECONDS = 2;

export function showAlerts(list, alerts) {
  list.replaceChildren(...alerts.filter((a) => a.threshold > 0).map((alert) => {
    const item = document.createElement('li');
    item.dataset.alert = alert.alert;
    item.dataset.active = String(alert.active);
    item.textContent = alert.active ? `${words(alert.alert)}: ${alert.text}` : `${words(alert.alert)} fine`;
    return item;
  }));
}

export function showSlowest(table, slowest) {
  fill(table, slowest.map((viewer) => [
    [viewer.id], [words(viewer.state), viewer.state === 'keyframes_only' ? 'bad' : viewer.state === 'thinned' ? 'warn' : ''],
    [milliseconds(viewer.stuck_ms), 'number'], [String(viewer.ticks_behind), 'number'],
  ]));
}

export function showCloses(table, closes) {
  fill(table, groupCloses(closes).slice(0, MAX_ROWS).map(({ ids, reason, seconds_ago: ago }) => [
    [ids.length === 1 ? ids[0] : `${ids.length} viewers, ${ids[0]} the last`],
    [words(reason), QUIET_REASONS.has(reason) ? '' : 'warn'], [duration(ago), 'number'],
  ]));
}

/** Groups closes that have one reason and follow each other within seconds, as after the restart of a proxy. */
export function groupCloses(closes) {
  const groups = [];
  for (const { id, reason, seconds_ago: ago } of closes) {
    const last = groups.at(-1);
    if (last?.reason === reason && ago - last.until <= GROUP_SECONDS) {
      last.ids.push(id);
      last.until = ago;
    } else {
      groups.push({ ids: [id], reason, seconds_ago: ago, until: ago });
    }
  }
  return groups;
}

function fill(table, rows) {
  table.hidden = rows.length === 0;
  table.nextElementSibling.hidden = rows.length > 0;
  table.tBodies[0].replaceChildren(...rows.map((cells) => {
    const row = document.createElement('tr');
    row.append(...cells.map(([text, kind = '']) => {
      const cell = document.createElement('td');
      cell.className = kind;
      cell.textContent = text;
      return cell;
    }));
    return row;
  }));
}
