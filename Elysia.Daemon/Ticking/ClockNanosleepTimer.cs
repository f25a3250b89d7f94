using Elysia.Interop;

namespace Elysia.Ticking;

/// <summary>Waits with clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME), which is 0.17 ms late at the median at 60 Hz;
/// PeriodicTimer runs at 62.4 Hz instead.</summary>
/// <remarks>On Linux the timestamps of .NET are CLOCK_MONOTONIC in nanoseconds, which <see cref="IsSupported"/>
/// checks.</remarks>
internal sealed class ClockNanosleepTimer : ITickTimer
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Returns whether this machine has the system call, and whether the clock it waits on is the one that
    /// .NET reads.</summary>
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

        // A signal ends the sleep early; with an absolute time the retry is exact.
        while (ClockCalls.Sleep(ClockCalls.Monotonic, ClockCalls.AbsoluteTime, in until, remaining: 0) == Errno.Interrupted)
        {
        }
    }
}
