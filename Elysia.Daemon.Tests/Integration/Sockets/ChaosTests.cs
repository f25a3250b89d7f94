using System.Net.Sockets;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Sockets;

/// <summary>Random viewers are killed, stalled, flooding and joining while healthy ones watch, which must not
/// notice.</summary>
[TestClass]
internal sealed class ChaosTests
{
    private const int Healthy = 6;
    private const int Attackers = 12;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(8);

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Chaos_HealthyViewers_SeeEveryTickInOrderAndStay(string transport)
    {
        int seed = Random.Shared.Next();
        await using DaemonHost host = await DaemonHost.StartAsync(transport, o => o with { SlowClose = TimeSpan.FromSeconds(3) });
        Viewer[] healthy = await Task.WhenAll(Enumerable.Range(0, Healthy).Select(_ => host.ConnectAsync("/?stamps=1")));
        await Task.WhenAll(healthy.Select(v => v.ReceivesAsync("full")));
        using var over = new CancellationTokenSource(Duration);
        Task[] chaos = [.. Enumerable.Range(0, Attackers).Select(n => MisbehaveAsync(host, new Random(seed + n), over.Token))];
        await Task.WhenAll(chaos);

        foreach (Viewer viewer in healthy)
        {
            int seen = viewer.Ticks.Count;
            await Eventually.TrueAsync(() => viewer.Ticks.Count > seen, $"the viewer goes on (seed {seed})");
            Assert.IsFalse(viewer.IsClosed, $"A healthy viewer was closed with {viewer.CloseCode} (seed {seed}).");
        }

        AssertSameTicks(healthy, seed);
        await Eventually.TrueAsync(
            () => healthy.Skip(1).All(v => v.Picture!.SequenceEqual(healthy[0].Picture!)), $"all show the same (seed {seed})");
        foreach (Viewer viewer in healthy)
        {
            await viewer.DisposeAsync();
        }
    }

    /// <summary>Asserts that all healthy viewers saw the same ticks; a tick that only some of them saw is a gap
    /// caused by the fan-out.</summary>
    private static void AssertSameTicks(Viewer[] healthy, int seed)
    {
        long from = healthy.Max(v => v.Ticks[0]);
        long to = healthy.Min(v => v.Ticks[^1]);
        long[][] ticks = [.. healthy.Select(v => v.Ticks.Where(t => t >= from && t <= to).ToArray())];
        foreach (long[] seen in ticks)
        {
            Assert.IsTrue(seen.Zip(seen.Skip(1)).All(p => p.First < p.Second), $"Ticks out of order (seed {seed}).");
        }

        long[] all = [.. ticks.SelectMany(t => t).Distinct()];
        Assert.IsGreaterThan(100, all.Length, "Too few ticks to prove anything.");
        foreach (long[] seen in ticks)
        {
            // Two senders may each skip different ticks on a machine too busy for both; a sender never skips a tick for
            // one viewer alone.
            Assert.IsLessThanOrEqualTo(all.Length / 100, all.Length - seen.Length, $"Gaps in what a viewer saw (seed {seed}).");
        }
    }

    private static async Task MisbehaveAsync(DaemonHost host, Random random, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            RawClient attacker = await RawClient.UpgradeAsync(host.Port, receiveBufferBytes: random.Next(2) * 2048);
            using CancellationTokenRegistration cut = over.Register(attacker.Dispose);
            try
            {
                await (random.Next(5) switch
                {
                    0 => FloodAsync(attacker, random, WebSocketFrames.Create("""{"type":"nope"}"""), over),
                    1 => FloodAsync(attacker, random, WebSocketFrames.Create("""{"type":"text","content":"hello"}"""), over),
                    2 => FloodAsync(attacker, random, WebSocketFrames.Create(WebSocketFrames.Ping, new byte[125]), over),
                    3 => GarbleAsync(attacker, random),
                    _ => PauseAsync(random, 1500, over),
                });
                if (random.Next(2) == 0)
                {
                    attacker.Reset();
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or AssertFailedException)
            {
                // The daemon closed it, as it may, or the time is over.
            }

            attacker.Dispose();
        }
    }

    private static async Task FloodAsync(RawClient attacker, Random random, byte[] frame, CancellationToken over)
    {
        for (int left = random.Next(2000); left > 0 && !over.IsCancellationRequested; left--)
        {
            await attacker.SendAsync(frame);
            if (left % 50 == 0)
            {
                await PauseAsync(random, 20, over);
            }
        }
    }

    private static async Task GarbleAsync(RawClient attacker, Random random)
    {
        var garbage = new byte[random.Next(1, 5000)];
        random.NextBytes(garbage);
        await attacker.SendAsync(garbage);
    }

    private static async Task PauseAsync(Random random, int maxMs, CancellationToken over)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(maxMs)), TimeProvider.System, over);
        }
        catch (OperationCanceledException)
        {
            // The time is over.
        }
    }
}
