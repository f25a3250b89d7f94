using Elysia.Bench.Attack.Fuzz;
using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Bench.Attack.Attackers;

/// <summary>Attacks by WebSocket frames: many, tiny, invalid.</summary>
internal static class FrameAttacks
{
    private const int Loops = 20;
    private const int Burst = 200;
    private const int PingMaxBytes = 125;
    private const int BatchSize = 64;
    private const int StreamSize = 30;

    private static readonly byte[] Pings = Frames.Repeat(Burst, Frames.Create(Frames.Fin | Frames.Ping, new byte[PingMaxBytes]));
    private static readonly byte[] Pongs = Frames.Repeat(Burst, Frames.Create(Frames.Fin | Frames.Pong, new byte[PingMaxBytes]));
    private static readonly byte[] EmptyFragments = Frames.Repeat(Burst, Frames.Create(Frames.Continuation, []));
    private static readonly byte[] TinyFragments = Frames.Repeat(Burst, Frames.Create(Frames.Continuation, "x"u8));

    /// <summary>The attacks.</summary>
    public static IReadOnlyList<Attack> All { get; } =
    [
        new("frames", "valid, invalid and mutated streams of frames (FsCheck), one connection each", "RFC 6455 checks",
            v => v.CrowdAsync(Loops, random => FuzzAsync(v, random))),
        new("pings", "20 viewers that ping without a pause and read the pongs", "ELYSIA_BYTE_RATE",
            v => v.CrowdAsync(Loops, _ => FloodAsync(v, [], Pings))),
        new("pongs", "20 viewers that send unsolicited pongs", "ELYSIA_BYTE_RATE",
            v => v.CrowdAsync(Loops, _ => FloodAsync(v, [], Pongs))),
        new("empty-fragments", "20 endless messages of empty fragments", "ELYSIA_MAX_FRAGMENTS",
            v => v.CrowdAsync(Loops, _ => FloodAsync(v, Frames.Create(Frames.Text, "{"u8), EmptyFragments))),
        new("tiny-fragments", "messages in fragments of one byte, up to the limit, repeatedly", "message size",
            v => v.CrowdAsync(Loops, _ => FloodAsync(v, Frames.Create(Frames.Text, "{"u8), TinyFragments))),
        new("liars", "frames that announce exabytes and contain one byte, 20 at a time", "message size",
            v => v.CrowdAsync(Loops, _ => LieAsync(v))),
    ];

    private static async Task FuzzAsync(Attacker attacker, Random random)
    {
        foreach (byte[] stream in FrameStreams.Any.Sample(BatchSize, new Rnd((ulong)random.NextInt64()), StreamSize))
        {
            using Peer? peer = await attacker.UpgradeAsync().ConfigureAwait(false);
            if (peer is not null)
            {
                await peer.SendAsync(stream).ConfigureAwait(false);
                peer.FinishSending();
                await peer.ReadFramesAsync().ConfigureAwait(false);
            }
        }
    }

    private static async Task FloodAsync(Attacker attacker, byte[] first, byte[] more)
    {
        using Peer? peer = await attacker.UpgradeAsync().ConfigureAwait(false);
        if (peer is null)
        {
            return;
        }

        Task reading = peer.ReadFramesAsync();
        await peer.SendAsync(first).ConfigureAwait(false);
        while (!reading.IsCompleted && await peer.SendAsync(more).ConfigureAwait(false))
        {
        }

        await reading.ConfigureAwait(false);
    }

    private static async Task LieAsync(Attacker attacker)
    {
        using Peer? peer = await attacker.UpgradeAsync().ConfigureAwait(false);
        if (peer is not null)
        {
            await peer.SendAsync(Frames.Create(Frames.Fin | Frames.Text, "x"u8, 1, masked: true, long.MaxValue))
                .ConfigureAwait(false);
            await peer.ReadFramesAsync().ConfigureAwait(false);
        }
    }
}
