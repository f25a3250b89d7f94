using Elysia.Fanout;
using Elysia.Tests.Fakes.Faces;
using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Tests.Properties.Simulation;

/// <summary>A slow viewer may miss frames but never affects another one, in all histories.</summary>
[TestClass]
internal sealed class SimulationProperties
{
    private const int Healthy = 4;

    private readonly Config _config = Config.QuickThrowOnFailure.WithMaxTest(60);

    /// <summary>Checks convergence, order, integrity, delivery and conservation at every tick and for every
    /// viewer.</summary>
    [TestMethod]
    public void Play_AnyHistory_HoldsForAllViewersAtEveryTick() =>
        Prop.ForAll(Arb.From(Histories()), history => history.Play()).Check(_config);

    /// <summary>Histories that failed once, or that fail when the rule they are named after is broken on
    /// purpose.</summary>
    [TestMethod]
    [DataRow(1, 200, 1, 64, DisplayName = "frames larger than the buffer")]
    [DataRow(7, 400, 6, 90, DisplayName = "stalls in the middle of a greeting")]
    [DataRow(77, 600, 3, 700, DisplayName = "reconnects while a send is stuck")]
    public void Play_KeptHistories_Hold(int seed, int steps, int viewers, int capacity) =>
        new SimulatedHistory(seed, steps, viewers, capacity).Play();

    /// <summary>Isolation: what healthy viewers receive, and when, does not depend on the number of stalled
    /// ones.</summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(40)]
    [DataRow(396)]
    public void Play_OtherViewersStalled_TheScheduleIsUnchanged(int stalled)
    {
        const int Ticks = 250;
        List<(int At, long T)>[] alone = Watch(Ticks, stalled: 0);
        List<(int At, long T)>[] beside = Watch(Ticks, stalled);
        Assert.IsGreaterThan(Ticks / 2, alone[0].Count);
        for (int i = 0; i < Healthy; i++)
        {
            CollectionAssert.AreEqual(alone[i], beside[i]);
        }
    }

    /// <summary>The bytes held for a stuck viewer are bounded however long it is stuck, and states are not
    /// queued.</summary>
    [TestMethod]
    public void Stall_OfMaximumLength_HoldsABoundedNumberOfBytes()
    {
        var world = new SimulatedWorld("a long stall");
        var viewer = new SimulatedViewer(world, capacity: 4096) { Reads = false };
        int most = 0;
        for (int tick = 0; tick < 1500 && !viewer.Session.Ended.IsCompleted; tick++)
        {
            // Below the deadline of a stuck send: 1,500 ticks of 19 ms are 28.5 s.
            world.Tick(AvatarStates.Uniform(tick % 2), TimeSpan.FromMilliseconds(19));
            if (tick is > 100 and < 150)
            {
                _ = viewer.Queue(new string('x', 9000));
            }

            most = Math.Max(most, viewer.HeldBytes);
        }

        Assert.IsFalse(viewer.Session.Ended.IsCompleted, "The session was closed before the deadline.");
        Assert.IsLessThan(SendQueue.MaxBytes + 4096 + 16_384, most);
        Assert.AreEqual(DeliveryLevel.KeyframesOnly, viewer.Session.Progress.Level);
    }

    private static List<(int At, long T)>[] Watch(int ticks, int stalled)
    {
        var world = new SimulatedWorld($"{stalled} stalled");
        SimulatedViewer[] healthy = [.. Enumerable.Range(0, Healthy).Select(_ => new SimulatedViewer(world, 65_536))];
        for (int i = 0; i < stalled; i++)
        {
            _ = new SimulatedViewer(world, capacity: 300);
        }

        for (int tick = 0; tick < ticks; tick++)
        {
            world.Tick(AvatarStates.Uniform(tick * 0.381966 % 1), TimeSpan.FromMilliseconds(16));
            Array.ForEach(healthy, v => v.Read());
        }

        return [.. healthy.Select(v => v.Schedule)];
    }

    private static Gen<SimulatedHistory> Histories() =>
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from steps in Gen.Choose(1, 400)
        from viewers in Gen.Choose(1, 6)
        from capacity in Gen.OneOf(Gen.Choose(1, 600), Gen.Choose(600, 20_000))
        select new SimulatedHistory(seed, steps, viewers, capacity);
}
