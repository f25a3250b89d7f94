using Elysia.Ticking;

namespace Elysia.Tests.Ticking;

/// <summary>Both ways of waiting: never early, and a moment that is past costs nothing.</summary>
[TestClass]
internal sealed class TickTimerTests
{
    public static IEnumerable<object[]> Timers =>
        [[new ClockNanosleepTimer()], [new FallbackTickTimer(TimeProvider.System)]];

    [TestMethod]
    [DynamicData(nameof(Timers))]
    public void WaitUntil_MomentsAhead_ReturnsNeverEarly(ITickTimer timer)
    {
        TimeProvider time = TimeProvider.System;
        for (int i = 0; i < 20; i++)
        {
            // 0.9 and 4.9 ms: a wait in whole milliseconds would be too short.
            long due = time.GetTimestamp() + (time.TimestampFrequency * (i % 2 == 0 ? 9 : 49) / 10_000);

            timer.WaitUntil(due);

            Assert.IsGreaterThanOrEqualTo(due, time.GetTimestamp());
        }
    }

    [TestMethod]
    [DynamicData(nameof(Timers))]
    public void WaitUntil_MomentThatIsPast_Returns(ITickTimer timer) => timer.WaitUntil(0);

    [TestMethod]
    public void IsSupported_OnLinux_IsTrue() => Assert.IsTrue(ClockNanosleepTimer.IsSupported());
}
