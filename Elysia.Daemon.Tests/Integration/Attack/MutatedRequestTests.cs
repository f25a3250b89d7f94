using System.Text;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Attack;

/// <summary>Requests with random faults are answered with what they deserve, and never with 200 by mistake or with 500.</summary>
[TestClass]
internal sealed class MutatedRequestTests
{
    private const int Requests = 4_000;
    private const int AtOnce = 16;

    private static readonly string[] Paths =
        ["/", "/ws", "/health", "/ready", "/ticket", "/speech/0.wav", "/metrics", "/status.html", "/x", "http://xn--\u00ff/", "*",
        ""];

    private static readonly string[] Words =
    [
        "\u0000", "\u00ff", "%", "%00", "xn--", "xn--\u00ff", "[", "]", "::", ",", ";", "\"", "\\", "{}", "null", "=", "\t", " ",
        "bytes=0-", "elysia.token.", "elysia.ticket.", "Bearer ", "eyJhbGciOiJIUzI1NiIsImtpZCI6bnVsbH0.e30.x", "file://", "-1",
        "1e999",
    ];

    private static readonly string[] Names =
    [
        "Origin", "Host", "Authorization", "Sec-WebSocket-Protocol", "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Upgrade",
        "X-Forwarded-For", "Forwarded", "Range", "If-None-Match", "Cookie", "Content-Length", "Transfer-Encoding", "Expect",
    ];

    private static readonly string[] Good =
    [
        "Origin: http://127.0.0.1", "X-Forwarded-For: 203.0.113.7, 127.0.0.1", "Forwarded: for=203.0.113.7", "Range: bytes=0-9",
        "Authorization: Bearer eyJhbGciOiJIUzI1NiIsImtpZCI6bnVsbH0.e30.AAAA", "If-None-Match: \"x\"",
        "Sec-WebSocket-Protocol: elysia.v1.json, elysia.token.eyJhbGciOm51bGx9.e30.AAAA",
    ];

    [TestMethod]
    [Timeout(300_000)]
    public async Task Request_WithRandomFaults_IsNeverAnswered200ByMistakeNor500()
    {
        await using AuthHost auth = await AuthHost.StartAsync(with: o => o with
        {
            Admission = o.Admission with { TrustedProxies = "127.0.0.1", ConnectRate = 100_000, ConnectRatePerAddress = 10_000 },
        });
        var random = new Random(16);
        foreach (byte[][] requests in Enumerable.Range(0, Requests).Select(_ => Mutated(random)).Chunk(AtOnce))
        {
            await Task.WhenAll(requests.Select(r => CheckAsync(auth.Host.Port, r)));
        }
    }

    private static async Task CheckAsync(int port, byte[] request)
    {
        using RawClient client = await RawClient.ConnectAsync(port);
        await client.SendAsync(request);
        client.Finish();
        string answer = await client.ReadToEndAsync();
        string text = Encoding.Latin1.GetString(request);
        string status = answer.Length == 0 ? "" : answer.Split(' ')[1];
        Assert.IsFalse(status == "500", text);
        bool isEmpty = answer.Contains("\r\nContent-Length: 0\r\n", StringComparison.OrdinalIgnoreCase)
            || !answer.Contains("\r\nX-Content-Type-Options: nosniff\r\n", StringComparison.OrdinalIgnoreCase);
        Assert.IsFalse(status == "200" && isEmpty, $"{text}\n{answer}");
    }

    private static byte[] Mutated(Random random)
    {
        string path = Paths[random.Next(Paths.Length)];
        string method = random.Next(4) switch { 0 => "POST", 1 => "HEAD", _ => "GET" };
        var more = new List<string>();
        for (int i = random.Next(4); i > 0; i--)
        {
            more.Add(random.Next(2) == 0 ? Good[random.Next(Good.Length)]
                : $"{Names[random.Next(Names.Length)]}: {Words[random.Next(Words.Length)]}{Words[random.Next(Words.Length)]}");
        }

        string text = random.Next(2) == 0 ? RawClient.Request(80, method, path, more: [.. more])
            : $"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{string.Concat(more.Select(line => line + "\r\n"))}\r\n";
        var bytes = new List<byte>(Encoding.Latin1.GetBytes(text));
        for (int i = random.Next(3); i > 0; i--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(3))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                default:
                    bytes.InsertRange(at, Encoding.Latin1.GetBytes(Words[random.Next(Words.Length)]));
                    break;
            }
        }

        return [.. bytes];
    }
}
