using Elysia.Bench.Attack.Fuzz;
using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Bench.Attack.Attackers;

/// <summary>Attacks by HTTP requests: too long, endless, repeated, or invalid.</summary>
internal static class RequestAttacks
{
    private const int Few = 4;
    private const int Some = 16;
    private const int BlockBytes = 64 * 1024;
    private const int BatchSize = 64;
    private const int MutationsSize = 20;

    /// <summary>The attacks.</summary>
    public static IReadOnlyList<Attack> All { get; } =
    [
        new("endless-line", "request lines that never end, as fast as they are read", "request of at most 64 KiB",
            v => v.CrowdAsync(Few, _ => EndlessAsync(v, "GET /", Fill('x')))),
        new("endless-header", "one header line that never ends, as fast as it is read", "request of at most 64 KiB",
            v => v.CrowdAsync(Few, _ => EndlessAsync(v, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ", Fill('x')))),
        new("header-bomb", "an endless number of short header lines", "request of at most 64 KiB",
            v => v.CrowdAsync(Few, _ => EndlessAsync(v, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n", ManyHeaders()))),
        new("page-flood", "requests for the page, as fast as they are answered", "ELYSIA_CONNECT_RATE_PER_ADDRESS",
            v => v.CrowdAsync(Some, _ => AskAsync(v, RawHttp.Request("GET / HTTP/1.1", ["Host: 127.0.0.1"])))),
        new("post-flood", "POSTs without a length, as fast as they are answered", "ELYSIA_CONNECT_RATE_PER_ADDRESS",
            v => v.CrowdAsync(Some, _ => AskAsync(v, RawHttp.Request("POST / HTTP/1.1", ["Host: 127.0.0.1"])))),
        new("upload", "POSTs whose body never ends, with a length and in chunks", "ELYSIA_REQUEST_TIMEOUT",
            v => v.CrowdAsync(Few, random => UploadAsync(v, random))),
        new("smuggling", "requests with an ambiguous length, and requests after an upgrade",
            "one request a connection",
            v => v.CrowdAsync(Some, random => SmuggleAsync(v, random))),
        new("handshakes", "handshakes with changed, missing and duplicated lines and bytes (FsCheck)", "handshake checks",
            v => v.CrowdAsync(Some, random => MutateAsync(v, random))),
        new("garbage", "TLS, other protocols and random bytes instead of HTTP", "HttpListener's parser",
            v => v.CrowdAsync(Some, random => GarbageAsync(v, random))),
    ];

    private static async Task EndlessAsync(Attacker attacker, string start, byte[] more)
    {
        using Peer peer = await attacker.ConnectAsync().ConfigureAwait(false);
        Task reading = peer.DrainAsync();
        await peer.SendAsync(RawHttp.Bytes(start)).ConfigureAwait(false);
        while (await peer.SendAsync(more).ConfigureAwait(false))
        {
        }

        await reading.ConfigureAwait(false);
    }

    private static async Task AskAsync(Attacker attacker, byte[] request)
    {
        using Peer peer = await attacker.ConnectAsync().ConfigureAwait(false);
        await peer.SendAsync(request).ConfigureAwait(false);
        await peer.ReadStatusAsync().ConfigureAwait(false);
        await peer.DrainAsync().ConfigureAwait(false);
    }

    private static async Task UploadAsync(Attacker attacker, Random random)
    {
        bool isChunked = random.Next(2) == 0;
        byte[] more = isChunked
            ? [.. RawHttp.Bytes("10000\r\n"), .. new byte[0x10000], .. RawHttp.Bytes("\r\n")]
            : new byte[BlockBytes];
        using Peer peer = await attacker.ConnectAsync().ConfigureAwait(false);
        Task reading = peer.DrainAsync();
        await peer.SendAsync(RawHttp.Request("POST / HTTP/1.1",
            ["Host: 127.0.0.1", isChunked ? "Transfer-Encoding: chunked" : "Content-Length: 1000000000000"]))
            .ConfigureAwait(false);
        while (await peer.SendAsync(more).ConfigureAwait(false))
        {
        }

        await reading.ConfigureAwait(false);
    }

    private static async Task SmuggleAsync(Attacker attacker, Random random)
    {
        SmugglingShape shape = SmugglingShape.All[random.Next(SmugglingShape.All.Count)];
        using Peer peer = await attacker.ConnectAsync().ConfigureAwait(false);
        using var kept = new MemoryStream();
        peer.Kept = kept;
        await peer.SendAsync(shape.Bytes(attacker.Port)).ConfigureAwait(false);
        peer.FinishSending();
        await peer.DrainAsync().ConfigureAwait(false);
        if (shape.IsSmuggled(kept.ToArray()))
        {
            attacker.Tally.Breach($"smuggled: {shape.Name}");
        }

        attacker.Tally.Count(SmugglingShape.StatusOf(kept.ToArray()));
    }

    private static async Task MutateAsync(Attacker attacker, Random random)
    {
        foreach (byte[] request in Handshakes.Mutated(attacker.Port).Sample(
            BatchSize, new Rnd((ulong)random.NextInt64()), MutationsSize))
        {
            using Peer peer = await attacker.ConnectAsync().ConfigureAwait(false);
            using var kept = new MemoryStream();
            peer.Kept = kept;
            await peer.SendAsync(request).ConfigureAwait(false);
            peer.FinishSending();
            await peer.DrainAsync().ConfigureAwait(false);
            string status = SmugglingShape.StatusOf(kept.ToArray());
            attacker.Tally.Count(status);
            if (status == "HTTP 101" && !Handshakes.MayBeAccepted(request, kept.ToArray()))
            {
                attacker.Tally.Breach($"accepted: {Convert.ToBase64String(request)}");
            }
        }
    }

    private static async Task GarbageAsync(Attacker attacker, Random random)
    {
        byte[] bytes = new byte[random.Next(1, 2000)];
        random.NextBytes(bytes);
        ReadOnlySpan<byte> start = random.Next(4) switch
        {
            0 => [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03],
            1 => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8,
            2 => "SSH-2.0-OpenSSH_9.2\r\n"u8,
            _ => [],
        };
        start[..Math.Min(start.Length, bytes.Length)].CopyTo(bytes);
        await AskAsync(attacker, [.. bytes, .. "\r\n\r\n"u8]).ConfigureAwait(false);
    }

    private static byte[] Fill(char letter) => RawHttp.Bytes(new string(letter, BlockBytes));

    private static byte[] ManyHeaders() => RawHttp.Bytes(string.Concat(Enumerable.Range(0, 4000).Select(i => $"X-{i}: y\r\n")));
}
