using System.Text;

namespace Elysia.LoadTest.Viewers;

/// <summary>A viewer's WebSocket upgrade request and the response (RFC 6455 section 4.1).</summary>
internal static class Handshake
{
    /// <summary>The maximum length of a response. Unit: bytes.</summary>
    public const int ResponseMaxBytes = 8192;

    // Any 16 bytes will do; the response's hash is not checked, since a wrong one would fail every other client as
    // well.
    private const string Key = "ZWx5c2lhIGJlbmNoIDE2Yg==";

    /// <summary>Encodes the request for a target.</summary>
    /// <param name="target">The address; its host, port, path and query are sent.</param>
    /// <param name="token">The token; null for none.</param>
    /// <param name="subprotocol">The offered subprotocol; null for none.</param>
    public static byte[] Request(Uri target, string? token = null, string? subprotocol = null) => Encoding.ASCII.GetBytes(
        $"GET {target.PathAndQuery} HTTP/1.1\r\nHost: {target.Authority}\r\nUpgrade: websocket\r\n" +
        $"Connection: Upgrade\r\nSec-WebSocket-Key: {Key}\r\nSec-WebSocket-Version: 13\r\n" +
        (token is null ? "" : $"Authorization: Bearer {token}\r\n") +
        (subprotocol is null ? "\r\n" : $"Sec-WebSocket-Protocol: {subprotocol}\r\n\r\n"));

    /// <summary>Reads the response.</summary>
    /// <param name="data">All bytes received so far.</param>
    /// <param name="status">The code of the HTTP status line; 0 while the response is incomplete, or if it is not
    /// HTTP.</param>
    /// <returns>The length of the whole response, after which frames follow; 0 while it is incomplete.</returns>
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
