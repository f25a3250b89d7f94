using Elysia.Admission.Limiting;
using Elysia.Configuration;
using Elysia.Tests.Fakes.Clocks;
using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Tests.Admission.Limiting;

/// <summary>Tests the limits of 10 messages per second and 60 per minute, exactly, on a clock that the test moves;
/// pushes have a limit of their own.</summary>
[TestClass]
internal sealed class MessageRateTests : IDisposable
{
    private static readonly TimeSpan Instant = TimeSpan.FromTicks(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _time = new();
    private readonly MessageRate _rate;

    public MessageRateTests() => _rate = new MessageRate(new MessageLimits(), _time);

    [TestMethod]
    public void TryTake_ElevenAtOnce_AcceptsTen()
    {
        Assert.AreEqual(10, Taken(11));
        Assert.AreEqual("Rate limit exceeded. Please slow down.", MessageRate.RefusalText, "The reference's text.");
    }

    [TestMethod]
    public void TryTake_ExactlyOneSecondLater_AcceptsTheNextTen()
    {
        Taken(10);
        _time.Advance(Second - Instant);
        Assert.AreEqual(0, Taken(1), "The second has not passed yet.");
        _time.Advance(Instant);
        Assert.AreEqual(10, Taken(11));
    }

    [TestMethod]
    public void TryTake_Refused_IsNotCounted()
    {
        Taken(10);
        _time.Advance(Second / 2);
        Assert.AreEqual(0, Taken(100));
        _time.Advance(Second / 2);
        Assert.AreEqual(10, Taken(11));
    }

    [TestMethod]
    public void TryTake_SixtyWithinAMinute_AcceptsTheNextWhenTheFirstIsAMinuteOld()
    {
        // Ten messages in each of six seconds.
        for (int second = 0; second < 6; second++)
        {
            Assert.AreEqual(10, Taken(10));
            _time.Advance(Second);
        }

        Assert.AreEqual(0, Taken(1), "The last minute already has sixty messages.");
        _time.Advance(TimeSpan.FromSeconds(54) - Instant);
        Assert.AreEqual(0, Taken(1), "The minute has not passed yet.");
        _time.Advance(Instant);
        Assert.AreEqual(10, Taken(11));
    }

    [TestMethod]
    public void TryTake_Pushes_HaveTheirOwnLimitOf120PerSecond()
    {
        Assert.AreEqual(120, Taken(121, isPush: true));
        Assert.AreEqual(10, Taken(11), "Pushes counted against the limit of messages.");
        _time.Advance(Second - Instant);
        Assert.AreEqual(0, Taken(1, isPush: true));
        _time.Advance(Instant);
        Assert.AreEqual(120, Taken(121, isPush: true));
    }

    [TestMethod]
    public void TryTake_PushesForMinutes_HaveNoLimitPerMinute()
    {
        for (int second = 0; second < 180; second++)
        {
            Assert.AreEqual(120, Taken(120, isPush: true), $"second {second}");
            _time.Advance(Second);
        }
    }

    [TestMethod]
    public void TryTake_AnyTiming_AcceptsExactlyTheLimitInAnyWindow() =>
        Prop.ForAll(Arb.From(Gen.ListOf(Gen.Choose(0, 1500))), pausesMs =>
        {
            var time = new ManualTimeProvider();
            using var rate = new MessageRate(new MessageLimits(), time);
            var taken = new List<int>();
            int nowMs = 0;
            foreach (int pause in pausesMs)
            {
                // Most pauses are short, so that both limits are reached.
                int step = pause > 1400 ? pause * 10 : pause / 20;
                time.Advance(TimeSpan.FromMilliseconds(step));
                nowMs += step;
                bool expected = taken.Count(t => t > nowMs - 1000) < 10 && taken.Count(t => t > nowMs - 60_000) < 60;
                Assert.AreEqual(expected, rate.TryTake(isPush: false, 1), $"at {nowMs} ms after {taken.Count} messages");
                if (expected)
                {
                    taken.Add(nowMs);
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100).WithEndSize(400));

    [TestMethod]
    public void TryTake_MoreBytesThanTheLimit_IsRefused()
    {
        using var rate = new MessageRate(new MessageLimits(BytesPerSecond: 1000), _time);
        Assert.IsTrue(rate.TryTake(isPush: false, 9_000));
        Assert.IsFalse(rate.TryTake(isPush: true, 9_000), "Pushes share the limit of bytes.");
        Assert.IsTrue(rate.TryTake(isPush: true, 500), "A message within the limit is still accepted.");
    }

    [TestMethod]
    public void TryTake_LongestMessagesAtTheMessageLimit_AreAllAccepted()
    {
        for (int i = 0; i < 10; i++)
        {
            Assert.IsTrue(_rate.TryTake(isPush: false, Limits.MessageMaxBytes), $"message {i}");
        }
    }

    [TestMethod]
    public void TryTake_RefusedRepeatedly_IsAFloodAndReportedEveryTwentyTimes()
    {
        int reports = 0;
        using var rate = new MessageRate(new MessageLimits(), _time, () => reports++);
        Assert.AreEqual(10, Enumerable.Range(0, 30).Count(_ => rate.TryTake(isPush: false, 1)));
        Assert.IsFalse(rate.IsFlooding);
        Assert.AreEqual(1, reports);
        Assert.IsFalse(rate.TryTake(isPush: false, 1));
        Assert.IsTrue(rate.IsFlooding);
        _time.Advance(Second);
        Assert.IsTrue(rate.TryTake(isPush: false, 1));
        Assert.IsFalse(rate.IsFlooding);
        Assert.AreEqual(1, reports);
    }

    public void Dispose() => _rate.Dispose();

    private int Taken(int of, bool isPush = false) => Enumerable.Range(0, of).Count(_ => _rate.TryTake(isPush, 1));
}
