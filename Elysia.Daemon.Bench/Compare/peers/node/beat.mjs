// The workload's clock, the same for all node servers: PORT and RATE from the environment, and a tick at absolute
// times. setInterval(f, 1000 / 60) would run at 62.5 Hz or drift. Missed ticks are skipped, not made up for.
export const port = Number(process.env.PORT ?? 9000);
const rateHz = Number(process.env.RATE ?? 60);

export function everyTick(publish) {
  const begin = performance.now();
  let number = 0;
  const next = () => {
    publish(((number * 37) % 1000) / 1000);
    number = Math.max(number, Math.floor(((performance.now() - begin) * rateHz) / 1000)) + 1;
    setTimeout(next, Math.max(0, begin + (number * 1000) / rateHz - performance.now()));
  };
  setTimeout(next, 1000 / rateHz);
}

// CLOCK_MONOTONIC in nanoseconds, as a number: exact below 2^53, which is 104 days of uptime.
export const stamp = () => Number(process.hrtime.bigint());
