// Formats figures for people.

export function count(value) {
  return Math.round(value).toLocaleString('en-GB');
}

export function short(value) {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  if (value < 10) return value.toFixed(2);
  return value < 100 ? value.toFixed(1) : count(value);
}

export function megabytes(bytes) {
  return short(bytes / 1_000_000);
}

export function bytes(value) {
  return value < 1e9 ? `${megabytes(value)} MB` : `${short(value / 1e9)} GB`;
}

export function kilobytes(bytes) {
  return short(bytes / 1_000);
}

export function duration(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const [days, hours, minutes] = [Math.floor(whole / 86_400), Math.floor(whole / 3_600) % 24, Math.floor(whole / 60) % 60];
  if (days > 0) return `${days} d ${hours} h`;
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`;
}

export function milliseconds(ms) {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

/** The name of an enum value as words: slow_consumer becomes "slow consumer". */
export function words(name) {
  return String(name).replaceAll('_', ' ');
}
