using Elysia.Fanout;
using Elysia.Tests.Fakes.Faces;
using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Tests.Properties.Simulation;

/// <summary>What a slow viewer may cost: itself frames, nobody else anything. For all histories.</summary>
[TestClass]
internal sealed class SimulationProperties
{
    private const int Healthy = 4;

    private readonly Config _config = Config.QuickThrowOnFailure.WithMaxTest(60);

    /// <summary>Convergence, order, wholeness, delivery and conservation, at every tick and for every viewer.</summary>
    [TestMethod]
    public void Play_AnyHistory_IsTrueForEverybodyAtEveryTick() =>
        Prop.ForAll(Arb.From(Histories()), history => history.Play()).Check(_config);

    /// <summary>Histories that failed once, or fail when the rule they are named after is broken on purpose.</summary>
    [TestMethod]
    [DataRow(1, 200, 1, 64, DisplayName = "frames larger than the wire")]
    [DataRow(7, 400, 6, 90, DisplayName = "stalls in the middle of a greeting")]
    [DataRow(77, 600, 3, 700, DisplayName = "reconnects while a send is stuck")]
    public void Play_KeptHistories_StayTrue(int seed, int steps, int viewers, int capacity) =>
        new SimulatedHistory(seed, steps, viewers, capacity).Play();

    /// <summary>Isolation: what healthy viewers see, and when, does not depend on how many others are stalled.</summary>
    [TestMethod]
    [DataRow(1)]
    [DataRow(40)]
    [DataRow(396)]
    public void Play_StalledViewersBeside_TheScheduleOfTheOthersIsUnchanged(int stalled)
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

    /// <summary>However long a viewer is stuck, what is held for it has a bound, and pictures are not hoarded.</summary>
    [TestMethod]
    public void Stall_AsLongAsItMayLast_HoldsABoundedNumberOfBytes()
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

        Assert.IsFalse(viewer.Session.Ended.IsCompleted, "It was closed before its time.");
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
