using Elysia.Diagnostics;
using Elysia.Fanout;
using Elysia.Monitoring.Metrics;
using Elysia.Protocol.V1;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Fanout;

/// <summary>Rule 7 of the architecture: nothing is allocated per viewer per tick while sends complete at once.</summary>
[TestClass]
internal sealed class BroadcastAllocationTests
{
    private const int Ticks = 50;

    [TestMethod]
    public async Task Publish_HundredViewers_AllocatesWhatOneDoes()
    {
        long one = await AllocatedPerTickAsync(viewers: 1);
        long hundred = await AllocatedPerTickAsync(viewers: 100);

        // One frame of some 250 bytes, its record and the writer's array; the same for one viewer and for a hundred.
        Assert.IsLessThan(1024, one, "One tick allocates more than a frame.");
        Assert.AreEqual(one, hundred, "A tick allocates per viewer.");
    }

    /// <summary>Measures what the sender thread allocates from one tick to the next, as seen from a socket that it
    /// sends to.</summary>
    private static async Task<long> AllocatedPerTickAsync(int viewers)
    {
        // With a meter that is read, as in the daemon: the ages are sampled in the same pass.
        using var meter = new DaemonMeter();
        using var reader = new MetricReader(meter);
        await using var rig = new FanoutRig(meter: meter);
        var meters = new MeteringSocket[viewers];
        for (int i = 0; i < viewers; i++)
        {
            meters[i] = new MeteringSocket();
            rig.Hub.TryJoin(meters[i], new SessionOptions(ProtocolV1.Plain));
        }

        // Alternates between two values, so that every tick has the same twelve fields and the same length.
        for (int tick = 0; tick < Ticks; tick++)
        {
            rig.Publish(tick % 2 == 0 ? 0.25 : 0.75);
            int sends = tick + 1;
            await Eventually.TrueAsync(() => meters.All(m => m.Sends == sends), $"tick {tick} reaches all viewers");
        }

        Assert.IsGreaterThan(0, reader.Read(meter.FrameAge).Count);
        return meters[0].SmallestStep;
    }
}
