using System.Text;

namespace Elysia.Bench.Attack.Attackers;

/// <summary>Encodes an attacker's requests.</summary>
internal static class RawHttp
{
    /// <summary>Encodes a valid WebSocket upgrade request.</summary>
    public static byte[] Upgrade(int port, string path = "/", params string[] more) => Request(
        $"GET {path} HTTP/1.1",
        [$"Host: 127.0.0.1:{port}", "Upgrade: websocket", "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13", .. more]);

    /// <summary>Encodes a request of any lines, with a body.</summary>
    public static byte[] Request(string line, string[] headers, string body = "") =>
        Encoding.Latin1.GetBytes(string.Join("\r\n", [line, .. headers]) + "\r\n\r\n" + body);

    /// <summary>Encodes text as Latin-1.</summary>
    public static byte[] Bytes(string latin1) => Encoding.Latin1.GetBytes(latin1);
}
