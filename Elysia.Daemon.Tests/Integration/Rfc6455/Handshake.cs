using System.Globalization;
using System.Text;

namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>A request, line by line, so that any line can be made invalid.</summary>
/// <param name="Line">The request line.</param>
/// <param name="Headers">The header lines.</param>
internal sealed record Handshake(string Line, params IReadOnlyList<string> Headers)
{
    /// <summary>The key of RFC 6455 section 1.3, whose proof is <see cref="Accept"/>.</summary>
    public const string Key = "dGhlIHNhbXBsZSBub25jZQ==";

    /// <summary>The proof for <see cref="Key"/>.</summary>
    public const string Accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    /// <summary>The placeholder for the port in every line.</summary>
    public const string Port = "{port}";

    /// <summary>The request of RFC 6455 section 1.2.</summary>
    public static Handshake Ordinary { get; } = new(
        "GET / HTTP/1.1", $"Host: 127.0.0.1:{Port}", "Upgrade: websocket", "Connection: Upgrade", $"Sec-WebSocket-Key: {Key}",
        "Sec-WebSocket-Version: 13");

    /// <summary>The same at /ws, where a request without an upgrade is answered with 426.</summary>
    public static Handshake AtWs { get; } = Ordinary with { Line = "GET /ws HTTP/1.1" };

    /// <summary>The line terminator.</summary>
    public string LineEnd { get; init; } = "\r\n";

    /// <summary>The bytes after the head.</summary>
    public string Body { get; init; } = "";

    /// <summary>Creates a request with another request line.</summary>
    public static Handshake FromLine(string line) => Ordinary with { Line = line };

    /// <summary>Returns the request with added lines, which replace those of the same name.</summary>
    public Handshake With(params string[] lines) =>
        this with { Headers = [.. Headers.Where(h => !lines.Any(l => NameOf(l) == NameOf(h))), .. lines] };

    /// <summary>Returns the request with an added line, even if there is one of that name.</summary>
    public Handshake And(string line) => this with { Headers = [.. Headers, line] };

    /// <summary>Returns the request without the lines of a name.</summary>
    public Handshake Without(string name) => this with { Headers = [.. Headers.Where(h => NameOf(h) != NameOf(name))] };

    /// <summary>Returns the bytes on the wire.</summary>
    public byte[] ToBytes(int port) => Encoding.Latin1.GetBytes(
        (string.Join(LineEnd, [Line, .. Headers]) + LineEnd + LineEnd + Body)
            .Replace(Port, port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));

    private static string NameOf(string line) => line.Split(':')[0].Trim().ToUpperInvariant();
}
