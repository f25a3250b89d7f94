using System.Diagnostics;
using System.Globalization;

namespace Elysia.Bench.Compare.Peers;

/// <summary>The workload's clock, the same for both .NET servers: PORT and RATE from the environment.</summary>
internal static class Beat
{
    public static int Port { get; } = Number("PORT", 9000);

    private static int RateHz { get; } = Number("RATE", 60);

    /// <summary>Returns CLOCK_MONOTONIC in nanoseconds, which is what Stopwatch reads on Linux.</summary>
    public static long Stamp() => Stopwatch.GetTimestamp();

    /// <summary>Awaits <paramref name="publish"/> at every tick; missed ticks are skipped, not made up for.</summary>
    /// <remarks>Not a PeriodicTimer: it truncates 16.67 ms to 16 and so runs at 62.5 Hz.</remarks>
    public static async Task RunAsync(Func<double, ValueTask> publish, CancellationToken stopping)
    {
        TimeProvider time = TimeProvider.System;
        long begin = time.GetTimestamp();
        for (long number = 1; !stopping.IsCancellationRequested; number++)
        {
            TimeSpan elapsed = time.GetElapsedTime(begin);
            number = Math.Max(number, (long)(elapsed.TotalSeconds * RateHz));
            TimeSpan delay = TimeSpan.FromSeconds((double)number / RateHz) - elapsed;
            if (delay > TimeSpan.Zero)
            {
                await Task.Delay(delay, time, stopping);
            }

            await publish(number * 37 % 1000 / 1000.0);
        }
    }

    private static int Number(string name, int otherwise)
    {
        string? text = Environment.GetEnvironmentVariable(name);
        return int.TryParse(text, CultureInfo.InvariantCulture, out int value) ? value : otherwise;
    }
}
