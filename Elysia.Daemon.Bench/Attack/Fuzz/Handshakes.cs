using System.Security.Cryptography;
using System.Text;
using Elysia.Bench.Attack.Attackers;
using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Bench.Attack.Fuzz;

/// <summary>Generates invalid handshakes, and detects those that must not have been accepted.</summary>
internal static class Handshakes
{
    private const string Guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const int LineChangesMax = 3;
    private const int ByteChangesMax = 2;

    private static readonly string[] Others =
    [
        "Sec-WebSocket-Version: 8", "Sec-WebSocket-Version: 13, 8", "Sec-WebSocket-Version:", "Sec-WebSocket-Key: AAAA",
        "Sec-WebSocket-Key:", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "Sec-WebSocket-Protocol: elysia.v1.json",
        "Sec-WebSocket-Protocol: other", "Sec-WebSocket-Protocol: ,,,", "Sec-WebSocket-Extensions: permessage-deflate",
        "Connection: close", "Connection: keep-alive, Upgrade", "Upgrade: h2c", "Upgrade: websocket, h2c", "Host: elysia.example",
        "Host: a b", "Host:", "Origin: null", "Origin: https://evil.example", "Content-Length: 5", "Content-Length: -1",
        "Transfer-Encoding: chunked", "Expect: 100-continue", "Cookie: a=b", "Authorization: Bearer x", ": nameless", "no colon",
        " folded", "\tfolded", "X-\u00e9: \u00ff", "X: \0", "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
        "X-Forwarded-For: 10.0.0.1", "Forwarded: for=_hidden",
    ];

    private static readonly string[] Lines =
    [
        "GET / HTTP/1.1", "GET /ws HTTP/1.1", "POST / HTTP/1.1", "HEAD /ws HTTP/1.1", "GET / HTTP/1.0", "GET / HTTP/2.0", "GET /",
        "GET  / HTTP/1.1", "GET /%00 HTTP/1.1", "GET /../../etc/passwd HTTP/1.1", "GET http://evil.example/ws HTTP/1.1",
        "GET //ws HTTP/1.1", "GET /ws?stamps=1&stamps=1 HTTP/1.1", "OPTIONS * HTTP/1.1", "CONNECT 127.0.0.1:1 HTTP/1.1",
        "get / http/1.1",
    ];

    /// <summary>Generates WebSocket upgrade requests with a few changes to lines and bytes.</summary>
    /// <param name="port">The daemon's port.</param>
    public static Gen<byte[]> Mutated(int port)
    {
        string[] honest = Encoding.Latin1.GetString(RawHttp.Upgrade(port)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Gen<byte[]> request =
            from count in Gen.Choose(0, LineChangesMax)
            from changes in Gen.ArrayOf(LineChange(), count)
            from end in Gen.Frequency((8, Gen.Constant("\r\n")), (1, Gen.Constant("\n")), (1, Gen.Constant("\r\n\r\n")))
            let lines = changes.Aggregate(honest, (now, change) => change(now))
            select Encoding.Latin1.GetBytes(string.Join(end, lines) + end + end);
        return Mutations.Mutate(request, ByteChangesMax);
    }

    /// <summary>Whether a request that was answered by 101 may have been: it begins with GET, has the required headers,
    /// and the answer proves one of its keys.</summary>
    public static bool MayBeAccepted(byte[] request, byte[] answer)
    {
        string asked = Encoding.Latin1.GetString(request);
        string answered = Encoding.Latin1.GetString(answer);
        bool names = asked.TrimStart('\r', '\n').StartsWith("GET ", StringComparison.Ordinal)
            && ((string[])["upgrade", "websocket", "13"]).All(word => asked.Contains(word, StringComparison.OrdinalIgnoreCase));
        return names && asked.Split('\n').Select(KeyOf).OfType<string>()
            .Any(key => answered.Contains($"Sec-WebSocket-Accept: {Proof(key)}\r\n", StringComparison.OrdinalIgnoreCase));
    }

    private static Gen<Func<string[], string[]>> LineChange() =>
        from kind in Gen.Choose(0, 6)
        from at in Gen.Choose(0, 5)
        from other in Gen.Elements(Others)
        from line in Gen.Elements(Lines)
        select new Func<string[], string[]>(lines =>
        {
            int i = Math.Min(at, lines.Length - 1);
            return i < 0 ? [line] : kind switch
            {
                0 => [.. lines[..i], .. lines[(i + 1)..]],
                1 => [.. lines[..i], lines[i], .. lines[i..]],
                2 => [.. lines[(i + 1)..], .. lines[..(i + 1)]],
                3 => [.. lines[..i], other, .. lines[(i + 1)..]],
                4 => [.. lines, other],
                5 => [line, .. lines[1..]],
                _ => [.. lines[..i], i % 2 == 0 ? lines[i].ToUpperInvariant() : lines[i].ToLowerInvariant(), .. lines[(i + 1)..]],
            };
        });

    private static string? KeyOf(string line)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && line[..colon].Trim().Equals("Sec-WebSocket-Key", StringComparison.OrdinalIgnoreCase)
            ? line[(colon + 1)..].Trim() : null;
    }

    private static string Proof(string key) =>
#pragma warning disable CA5350 // RFC 6455 section 4.2.2 requires SHA-1; it protects nothing.
        Convert.ToBase64String(SHA1.HashData(Encoding.Latin1.GetBytes(key + Guid)));
#pragma warning restore CA5350
}
