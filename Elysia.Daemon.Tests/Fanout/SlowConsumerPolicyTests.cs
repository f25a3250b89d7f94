using Elysia.Fanout;
using Elysia.Protocol.Messages;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Viewers;
using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Tests.Fanout;

/// <summary>The policy for slow viewers, first alone, then in a session with a clock that the test advances.</summary>
[TestClass]
internal sealed class SlowConsumerPolicyTests
{
    [TestMethod]
    public void Stuck_ShorterThanTheThreshold_ChangesNothing()
    {
        var policy = default(SlowConsumerPolicy);

        Assert.IsFalse(policy.Stuck(SlowConsumerPolicy.ThinFrom - TimeSpan.FromTicks(1)));
        Assert.AreEqual(DeliveryLevel.Healthy, policy.Level);
        Assert.IsTrue(policy.Allows(1, TimeSpan.Zero));
    }

    [TestMethod]
    [DataRow(100, 2)]
    [DataRow(400, 8)]
    [DataRow(1_999, 32)]
    public void Stuck_ForSomeTime_SetsTheDivisorByTheLag(int lagMs, int divisor)
    {
        var policy = default(SlowConsumerPolicy);

        Assert.IsTrue(policy.Stuck(TimeSpan.FromMilliseconds(lagMs)));
        Assert.AreEqual(DeliveryLevel.Thinned, policy.Level);
        Assert.AreEqual(divisor, policy.Divisor);
        Assert.IsFalse(policy.Allows(divisor - 1, TimeSpan.FromMinutes(1)));
        Assert.IsTrue(policy.Allows(divisor, TimeSpan.Zero));
    }

    [TestMethod]
    public void Stuck_ForSeconds_AllowsKeyframesOnlyAfterThePause()
    {
        var policy = default(SlowConsumerPolicy);

        Assert.IsTrue(policy.Stuck(SlowConsumerPolicy.KeyframesFrom));
        Assert.AreEqual(DeliveryLevel.KeyframesOnly, policy.Level);
        Assert.IsFalse(policy.Allows(1_000, SlowConsumerPolicy.KeyframePause - TimeSpan.FromTicks(1)));
        Assert.IsTrue(policy.Allows(1, SlowConsumerPolicy.KeyframePause));
    }

    [TestMethod]
    public void AnyHistory_EndsHealthyAfterEnoughFramesInTime() => Prop.ForAll<PositiveInt[]>(lags =>
    {
        var policy = default(SlowConsumerPolicy);
        foreach (PositiveInt lag in lags)
        {
            policy.Stuck(TimeSpan.FromMilliseconds(lag.Get * 37 % 5_000));
            policy.InTime();
            Assert.IsTrue(policy.Divisor is >= 1 and <= SlowConsumerPolicy.DivisorMax);
            Assert.AreEqual(policy.Level == DeliveryLevel.Healthy, policy.Divisor == 1);
        }

        // Two changes of level, and as many halvings as the largest divisor allows.
        for (int i = 0; i < SlowConsumerPolicy.InTimeForStepUp * 6; i++)
        {
            policy.InTime();
        }

        Assert.AreEqual(DeliveryLevel.Healthy, policy.Level);
    }).Check(Config.QuickThrowOnFailure);

    [TestMethod]
    public async Task Session_StuckForSeconds_MovesDownThroughAllLevelsAndBackUp()
    {
        await using var rig = new FanoutRig();
        (ScriptedSocket socket, _) = await rig.JoinLiveAsync();
        socket.Stick();
        rig.PublishMove();
        await Eventually.TrueAsync(() => socket.IsPending, "a send is stuck");
        rig.Time.Advance(TimeSpan.FromMilliseconds(300));
        await rig.PublishUntilAsync(() => rig.Counters.Steps(DeliveryLevel.Thinned) == 1, "it is thinned");
        rig.Time.Advance(SlowConsumerPolicy.KeyframesFrom);
        await rig.PublishUntilAsync(() => rig.Counters.Steps(DeliveryLevel.KeyframesOnly) == 1, "it gets keyframes only");

        // Writable again: the first frame is a keyframe of the current tick, and there are at most two per second.
        int before = socket.Sent.Count;
        socket.Unstick();
        await rig.PublishUntilAsync(() =>
        {
            rig.Time.Advance(SlowConsumerPolicy.KeyframePause);
            return socket.Sent.Count > before;
        }, "it is sent to again");
        StringAssert.Contains(socket.Texts[before], "\"type\":\"full\"");

        await rig.PublishUntilAsync(() =>
        {
            rig.Time.Advance(SlowConsumerPolicy.KeyframePause);
            return rig.Counters.Steps(DeliveryLevel.Healthy) == 1;
        }, "it is healthy again");
        Assert.AreEqual(0, socket.Overlaps);
        Assert.AreEqual(0, socket.Aborts);
        Assert.AreEqual(0, rig.Counters.Closes(CloseReason.SlowConsumer));
    }

    [TestMethod]
    public async Task Session_AnotherIsStuck_GetsEveryTick()
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

        Assert.AreEqual(1, rig.Counters.Steps(DeliveryLevel.KeyframesOnly));
    }
}
