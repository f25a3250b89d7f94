namespace Elysia.Bench.Attack.Attackers;

/// <summary>Attacks by connections alone: many, silent, slow, cut.</summary>
internal static class ConnectionAttacks
{
    private const int SlowLoops = 500;
    private const int FastLoops = 32;
    private const int HoardLoops = 3000;
    private const int SmallBufferBytes = 2048;
    private const int SleeperLoops = 300;
    private static readonly TimeSpan SlowPause = TimeSpan.FromMilliseconds(250);

    /// <summary>The attacks.</summary>
    public static IReadOnlyList<Attack> All { get; } =
    [
        new("silent", "500 connections that never send anything", "ELYSIA_MAX_PER_ADDRESS",
            v => v.CrowdAsync(SlowLoops, _ => HoldAsync(v, []))),
        new("slowloris", "500 half requests, one byte every 250 ms each", "ELYSIA_MAX_PER_ADDRESS",
            v => v.CrowdAsync(SlowLoops, _ => DribbleAsync(v))),
        new("half-body", "500 POSTs that announce a megabyte and send one byte every 250 ms", "ELYSIA_MAX_PER_ADDRESS",
            v => v.CrowdAsync(SlowLoops, _ => HalfBodyAsync(v))),
        new("swarm", "connections as fast as they are accepted, each reset at a random moment of its handshake",
            "ELYSIA_CONNECT_RATE_PER_ADDRESS",
            v => v.CrowdAsync(FastLoops, random => ResetAsync(v, random))),
        new("botnet", "the same from a new address each time", "ELYSIA_CONNECT_RATE",
            v => v.CrowdAsync(FastLoops, random => ResetAsync(v, random))) { IsMany = true },
        new("revolving-door", "viewers that join and leave immediately, as fast as they are accepted",
            "ELYSIA_CONNECT_RATE_PER_ADDRESS",
            v => v.CrowdAsync(FastLoops, _ => JoinAndLeaveAsync(v))),
        new("hoard", "3,000 silent connections to a daemon with 1,024 descriptors", "ELYSIA_MAX_REQUESTS",
            v => v.CrowdAsync(HoardLoops, _ => HoldAsync(v, []))) { OpenFiles = 1024 },
        new("hoard-viewers", "3,000 viewers to a daemon with 1,024 descriptors", "ELYSIA_MAX_PER_ADDRESS",
            v => v.CrowdAsync(HoardLoops, _ => WatchAsync(v))) { OpenFiles = 1024 },
        new("never-reading", "300 viewers with small buffers that never read", "rules for slow viewers",
            v => v.CrowdAsync(SleeperLoops, _ => SleepAsync(v))),
    ];

    private static async Task HoldAsync(Attacker attacker, byte[] words)
    {
        using Peer peer = await attacker.ConnectAsync().ConfigureAwait(false);
        await peer.SendAsync(words).ConfigureAwait(false);
        await peer.DrainAsync().ConfigureAwait(false);
    }

    private static async Task DribbleAsync(Attacker attacker)
    {
        using Peer peer = await attacker.ConnectAsync().ConfigureAwait(false);
        byte[] endless = RawHttp.Bytes($"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: {new string('x', 4096)}");
        await peer.DribbleAsync(endless, SlowPause).ConfigureAwait(false);
    }

    private static async Task HalfBodyAsync(Attacker attacker)
    {
        using Peer peer = await attacker.ConnectAsync().ConfigureAwait(false);
        await peer.SendAsync(RawHttp.Request("POST / HTTP/1.1", ["Host: 127.0.0.1", "Content-Length: 1000000"]))
            .ConfigureAwait(false);
        await peer.DribbleAsync(new byte[1024], SlowPause).ConfigureAwait(false);
    }

    private static async Task ResetAsync(Attacker attacker, Random random)
    {
        using Peer peer = await attacker.ConnectAsync().ConfigureAwait(false);
        byte[] request = RawHttp.Upgrade(attacker.Port);
        await peer.SendAsync(request.AsMemory(0, random.Next(request.Length + 1))).ConfigureAwait(false);
        if (random.Next(4) == 0)
        {
            await peer.SendAsync(request).ConfigureAwait(false);
        }

        peer.Reset();
    }

    private static async Task JoinAndLeaveAsync(Attacker attacker)
    {
        using Peer? peer = await attacker.UpgradeAsync().ConfigureAwait(false);
        if (peer is not null)
        {
            await peer.SendAsync(Frames.Create(Frames.Fin | Frames.Close, [0x03, 0xE8])).ConfigureAwait(false);
            await peer.ReadFramesAsync().ConfigureAwait(false);
        }
    }

    private static async Task WatchAsync(Attacker attacker)
    {
        using Peer? peer = await attacker.UpgradeAsync().ConfigureAwait(false);
        await (peer?.ReadFramesAsync() ?? Task.CompletedTask).ConfigureAwait(false);
    }

    private static async Task SleepAsync(Attacker attacker)
    {
        using Peer? peer = await attacker.UpgradeAsync(SmallBufferBytes).ConfigureAwait(false);
        await attacker.PauseAsync(Timeout.InfiniteTimeSpan).ConfigureAwait(false);
    }
}
