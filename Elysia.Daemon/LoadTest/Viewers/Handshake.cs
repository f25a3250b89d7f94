using System.Text;

namespace Elysia.LoadTest.Viewers;

/// <summary>A viewer's request to become a WebSocket, and the answer (RFC 6455 section 4.1).</summary>
internal static class Handshake
{
    /// <summary>Longest answer taken. Unit: bytes.</summary>
    public const int ResponseMaxBytes = 8192;

    // Any 16 bytes do; the answer's hash is not checked, since a wrong one would fail every other client as well.
    private const string Key = "ZWx5c2lhIGJlbmNoIDE2Yg==";

    /// <summary>The request for one target.</summary>
    /// <param name="target">Where: its host, port, path and query are sent.</param>
    /// <param name="token">What lets it in; null where nobody asks for one.</param>
    /// <param name="subprotocol">What is offered; null for nothing.</param>
    public static byte[] Request(Uri target, string? token = null, string? subprotocol = null) => Encoding.ASCII.GetBytes(
        $"GET {target.PathAndQuery} HTTP/1.1\r\nHost: {target.Authority}\r\nUpgrade: websocket\r\n" +
        $"Connection: Upgrade\r\nSec-WebSocket-Key: {Key}\r\nSec-WebSocket-Version: 13\r\n" +
        (token is null ? "" : $"Authorization: Bearer {token}\r\n") +
        (subprotocol is null ? "\r\n" : $"Sec-WebSocket-Protocol: {subprotocol}\r\n\r\n"));

    /// <summary>Reads the answer.</summary>
    /// <param name="data">All that came so far.</param>
    /// <param name="status">The HTTP status line's code; 0 while the answer is incomplete or when it is none.</param>
    /// <returns>Bytes of the whole answer, after which frames follow; 0 while more has to come.</returns>
    public static int TryRead(ReadOnlySpan<byte> data, out int status)
    {
        status = 0;
        int end = data.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return 0;
        }

        // "HTTP/1.1 101 Switching Protocols"
        if (data.Length >= 12 && data.StartsWith("HTTP/1."u8))
        {
            status = int.TryParse(data.Slice(9, 3), out int code) ? code : 0;
        }

        return end + 4;
    }
}
