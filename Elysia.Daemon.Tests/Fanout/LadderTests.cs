using Elysia.Fanout;
using Elysia.Protocol;
using Elysia.Tests.Fakes;
using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Tests.Fanout;

/// <summary>The ladder of slow viewers, first alone, then under a session on a clock that the test moves.</summary>
[TestClass]
public sealed class LadderTests
{
    [TestMethod]
    public void Stuck_ShorterThanAHiccup_ChangesNothing()
    {
        var ladder = default(Ladder);

        Assert.IsFalse(ladder.Stuck(Ladder.ThinFrom - TimeSpan.FromTicks(1)));
        Assert.AreEqual(Rung.Healthy, ladder.Rung);
        Assert.IsTrue(ladder.Allows(1, TimeSpan.Zero));
    }

    [TestMethod]
    [DataRow(100, 2)]
    [DataRow(400, 8)]
    [DataRow(1_999, 32)]
    public void Stuck_ByMeasuredLag_GetsADivisorOfItsOwn(int lagMs, int divisor)
    {
        var ladder = default(Ladder);

        Assert.IsTrue(ladder.Stuck(TimeSpan.FromMilliseconds(lagMs)));
        Assert.AreEqual(Rung.Thinned, ladder.Rung);
        Assert.AreEqual(divisor, ladder.Divisor);
        Assert.IsFalse(ladder.Allows(divisor - 1, TimeSpan.FromMinutes(1)));
        Assert.IsTrue(ladder.Allows(divisor, TimeSpan.Zero));
    }

    [TestMethod]
    public void Stuck_SecondsLong_LeavesKeyframesOnlyOnceASecond()
    {
        var ladder = default(Ladder);

        Assert.IsTrue(ladder.Stuck(Ladder.KeyframesFrom));
        Assert.AreEqual(Rung.KeyframesOnly, ladder.Rung);
        Assert.IsFalse(ladder.Allows(1_000, Ladder.KeyframePause - TimeSpan.FromTicks(1)));
        Assert.IsTrue(ladder.Allows(1, Ladder.KeyframePause));
    }

    [TestMethod]
    public void AnyHistory_EndsHealthyAfterEnoughFramesInTime() => Prop.ForAll<PositiveInt[]>(lags =>
    {
        var ladder = default(Ladder);
        foreach (PositiveInt lag in lags)
        {
            ladder.Stuck(TimeSpan.FromMilliseconds(lag.Get * 37 % 5_000));
            ladder.InTime();
            Assert.IsTrue(ladder.Divisor is >= 1 and <= Ladder.DivisorMax);
            Assert.AreEqual(ladder.Rung == Rung.Healthy, ladder.Divisor == 1);
        }

        // Two rungs, and as many halvings as the largest divisor has.
        for (int i = 0; i < Ladder.InTimeForStepUp * 6; i++)
        {
            ladder.InTime();
        }

        Assert.AreEqual(Rung.Healthy, ladder.Rung);
    }).Check(Config.QuickThrowOnFailure);

    [TestMethod]
    public async Task Session_StuckForSeconds_GoesDownTheLadderAndComesBackUp()
    {
        await using var rig = new FanoutRig();
        (ScriptedSocket socket, _) = await rig.JoinLiveAsync();
        socket.Stick();
        rig.PublishMove();
        await Eventually.TrueAsync(() => socket.IsPending, "a send is stuck");
        rig.Time.Advance(TimeSpan.FromMilliseconds(300));
        await rig.PublishUntilAsync(() => rig.Counters.Steps(Rung.Thinned) == 1, "it is thinned");
        rig.Time.Advance(Ladder.KeyframesFrom);
        await rig.PublishUntilAsync(() => rig.Counters.Steps(Rung.KeyframesOnly) == 1, "it gets keyframes only");

        // Writable again: the first frame is a keyframe at the present tick, and no more than one a second.
        int before = socket.Sent.Count;
        socket.Unstick();
        await rig.PublishUntilAsync(() =>
        {
            rig.Time.Advance(Ladder.KeyframePause);
            return socket.Sent.Count > before;
        }, "it is sent to again");
        StringAssert.Contains(socket.Texts[before], "\"type\":\"full\"");

        await rig.PublishUntilAsync(() =>
        {
            rig.Time.Advance(Ladder.KeyframePause);
            return rig.Counters.Steps(Rung.Healthy) == 1;
        }, "it is healthy again");
        Assert.AreEqual(0, socket.Overlaps);
        Assert.AreEqual(0, socket.Aborts);
        Assert.AreEqual(0, rig.Counters.Closes(CloseReason.SlowConsumer));
    }

    [TestMethod]
    public async Task Session_AnotherIsStuck_KeepsItsEveryTick()
    {
        await using var rig = new FanoutRig();
        (ScriptedSocket healthy, _) = await rig.JoinLiveAsync();
        (ScriptedSocket stuck, _) = await rig.JoinLiveAsync();
        stuck.Stick();
        for (int i = 0; i < 50; i++)
        {
            int before = healthy.Sent.Count;
            rig.Time.Advance(TimeSpan.FromMilliseconds(100));
            rig.PublishMove();
            await Eventually.TrueAsync(() => healthy.Sent.Count == before + 1, "the healthy one has the tick");
        }

        Assert.AreEqual(1, rig.Counters.Steps(Rung.KeyframesOnly));
    }
}
