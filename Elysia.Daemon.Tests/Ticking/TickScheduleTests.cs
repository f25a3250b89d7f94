using Elysia.Ticking;
using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Tests.Ticking;

/// <summary>The schedule of ticks: absolute, in integers, never in a burst.</summary>
[TestClass]
internal sealed class TickScheduleTests
{
    private const long Nanoseconds = 1_000_000_000;

    [TestMethod]
    [DataRow(15)]
    [DataRow(17)]
    [DataRow(59)]
    [DataRow(60)]
    [DataRow(120)]
    public void Advance_ForAnHourOnTime_NoRoundingAddsUp(int rateHz)
    {
        const long Start = 123_456_789;
        const long Seconds = 3_600;
        var schedule = new TickSchedule(Nanoseconds, Start);
        for (long tick = 0; tick < Seconds * rateHz; tick++)
        {
            schedule.Advance(schedule.Due, rateHz);
        }

        Assert.AreEqual(Start + (Seconds * Nanoseconds), schedule.Due);
        Assert.AreEqual(0, schedule.Skipped);
    }

    [TestMethod]
    public void Advance_LateByThreePeriodsAndAHalf_SkipsThreeAndIsDueInTheFuture()
    {
        var schedule = new TickSchedule(1000, 0);
        schedule.Advance(0, 10);
        Assert.AreEqual(100, schedule.Due);
        schedule.Advance(550, 10);
        Assert.AreEqual(600, schedule.Due);
        Assert.AreEqual(4, schedule.Skipped, "The ticks due at 200, 300, 400 and 500 are skipped.");
    }

    [TestMethod]
    public void Advance_AnyLatenessAndRates_IsAlwaysDueAheadByAtMostAPeriodAndEveryPeriodIsCounted() =>
        Prop.ForAll(Arb.From(Gen.ListOf(Steps())), steps =>
        {
            var schedule = new TickSchedule(Nanoseconds, 0);
            foreach ((int lateUs, int rateHz) in steps)
            {
                long due = schedule.Due;
                long skipped = schedule.Skipped;
                long now = due + (lateUs * 1000L);
                schedule.Advance(now, rateHz);
                Assert.IsGreaterThan(now, schedule.Due, "The next tick is due in the past, which makes a burst.");
                Assert.IsLessThanOrEqualTo((Nanoseconds / rateHz) + 1, schedule.Due - now, "The next tick is due too late.");
                long periods = schedule.Skipped - skipped + 1;
                Assert.IsLessThanOrEqualTo(1.0, Math.Abs(((schedule.Due - due) * (double)rateHz / Nanoseconds) - periods),
                    "Ticks were neither taken nor counted as skipped.");
            }
        }).Check(Config.QuickThrowOnFailure);

    private static Gen<(int LateUs, int RateHz)> Steps() =>
        from late in Gen.Frequency((5, Gen.Choose(0, 500)), (1, Gen.Choose(0, 3_000_000)))
        from rate in Gen.Elements(15, 17, 28, 36, 49, 60, 120)
        select (late, rate);
}
