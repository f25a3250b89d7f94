using Elysia.Ticking;

namespace Elysia.Tests.Ticking;

/// <summary>Both timers: they never return early, and return at once for a time in the past.</summary>
[TestClass]
internal sealed class TickTimerTests
{
    public static IEnumerable<object[]> Timers =>
        [[new ClockNanosleepTimer()], [new FallbackTickTimer(TimeProvider.System)]];

    [TestMethod]
    [DynamicData(nameof(Timers))]
    public void WaitUntil_FutureTimes_NeverReturnsEarly(ITickTimer timer)
    {
        TimeProvider time = TimeProvider.System;
        for (int i = 0; i < 20; i++)
        {
            // 0.9 and 4.9 ms: a wait in truncated whole milliseconds would be too short.
            long due = time.GetTimestamp() + (time.TimestampFrequency * (i % 2 == 0 ? 9 : 49) / 10_000);

            timer.WaitUntil(due);

            Assert.IsGreaterThanOrEqualTo(due, time.GetTimestamp());
        }
    }

    [TestMethod]
    [DynamicData(nameof(Timers))]
    public void WaitUntil_PastTime_ReturnsAtOnce(ITickTimer timer) => timer.WaitUntil(0);

    [TestMethod]
    public void IsSupported_OnLinux_IsTrue() => Assert.IsTrue(ClockNanosleepTimer.IsSupported());
}
