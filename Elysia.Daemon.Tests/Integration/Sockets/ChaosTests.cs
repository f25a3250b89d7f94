using System.Net.Sockets;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Sockets;

/// <summary>Viewers are killed, stalled, flooded with and thrown in at random while honest ones watch: they must not
/// notice.</summary>
[TestClass]
internal sealed class ChaosTests
{
    private const int Honest = 6;
    private const int Attackers = 12;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(8);

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Chaos_HonestViewers_SeeEveryTickInOrderAndStay(string transport)
    {
        int seed = Random.Shared.Next();
        await using DaemonHost host = await DaemonHost.StartAsync(transport, o => o with { SlowClose = TimeSpan.FromSeconds(3) });
        Viewer[] honest = await Task.WhenAll(Enumerable.Range(0, Honest).Select(_ => host.ConnectAsync("/?stamps=1")));
        await Task.WhenAll(honest.Select(v => v.ReceivesAsync("full")));
        using var over = new CancellationTokenSource(Duration);
        Task[] chaos = [.. Enumerable.Range(0, Attackers).Select(n => MisbehaveAsync(host, new Random(seed + n), over.Token))];
        await Task.WhenAll(chaos);

        foreach (Viewer viewer in honest)
        {
            int seen = viewer.Ticks.Count;
            await Eventually.TrueAsync(() => viewer.Ticks.Count > seen, $"the viewer goes on (seed {seed})");
            Assert.IsFalse(viewer.IsClosed, $"An honest viewer was closed with {viewer.CloseCode} (seed {seed}).");
        }

        AssertSameTicks(honest, seed);
        await Eventually.TrueAsync(
            () => honest.Skip(1).All(v => v.Picture!.SequenceEqual(honest[0].Picture!)), $"all show the same (seed {seed})");
        foreach (Viewer viewer in honest)
        {
            await viewer.DisposeAsync();
        }
    }

    /// <summary>A tick that one honest viewer saw and another did not is a gap that the fan-out is to blame for.</summary>
    private static void AssertSameTicks(Viewer[] honest, int seed)
    {
        long from = honest.Max(v => v.Ticks[0]);
        long to = honest.Min(v => v.Ticks[^1]);
        long[][] ticks = [.. honest.Select(v => v.Ticks.Where(t => t >= from && t <= to).ToArray())];
        foreach (long[] seen in ticks)
        {
            Assert.IsTrue(seen.Zip(seen.Skip(1)).All(p => p.First < p.Second), $"Ticks out of order (seed {seed}).");
        }

        long[] all = [.. ticks.SelectMany(t => t).Distinct()];
        Assert.IsGreaterThan(100, all.Length, "Too few ticks to prove anything.");
        foreach (long[] seen in ticks)
        {
            // Two senders may each skip another tick when the machine is too busy for both; one never skips for one viewer.
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
                // The daemon closed it, which is its right, or the time is over.
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
            // Over.
        }
    }
}
