using Elysia.Interop;

namespace Elysia.Ticking;

/// <summary>Waits with clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME): p50 0.17 ms late at 60 Hz, where PeriodicTimer runs at
/// 62.4 Hz.</summary>
/// <remarks>.NET's timestamp clock on Linux is CLOCK_MONOTONIC in nanoseconds, which <see cref="IsSupported"/> checks.</remarks>
internal sealed class ClockNanosleepTimer : ITickTimer
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Whether this machine has the call and the clock it waits on is the one .NET reads.</summary>
    public static bool IsSupported()
    {
        if (!OperatingSystem.IsLinux() || TimeProvider.System.TimestampFrequency != NanosecondsPerSecond)
        {
            return false;
        }

        try
        {
            long before = TimeProvider.System.GetTimestamp();
            var past = new ClockCalls.TimeSpec { Seconds = before / NanosecondsPerSecond };
            return ClockCalls.Sleep(ClockCalls.Monotonic, ClockCalls.AbsoluteTime, in past, remaining: 0) == 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void WaitUntil(long timestamp)
    {
        var until = new ClockCalls.TimeSpec
        {
            Seconds = timestamp / NanosecondsPerSecond,
            Nanoseconds = timestamp % NanosecondsPerSecond,
        };

        // A signal ends the sleep early; the absolute time makes trying again exact.
        while (ClockCalls.Sleep(ClockCalls.Monotonic, ClockCalls.AbsoluteTime, in until, remaining: 0) == Errno.Interrupted)
        {
        }
    }
}
