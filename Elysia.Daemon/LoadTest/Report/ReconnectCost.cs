using System.Net.WebSockets;
using System.Text.Json;
using Elysia.LoadTest.Load;
using Elysia.Protocol.V2;

namespace Elysia.LoadTest.Report;

/// <summary>Measures the bytes that bring back a viewer that was disconnected while her feeling was set: all messages
/// up to a whole picture, with WebSocket headers, without the handshake.</summary>
internal static class ReconnectCost
{
    private const string Feel = """{"type":"emotion","emotion":"hopeful","intensity":1}""";
    private const int BufferBytes = 16 * 1024;
    private const int LongestShortPayload = 125;

    /// <summary>Measures the cost.</summary>
    /// <returns>The number of bytes.</returns>
    public static async Task<int> MeasureAsync(Uri daemon, BenchProtocol protocol, CancellationToken stopping)
    {
        string query = "";
        using (var stays = new ClientWebSocket())
        {
            await ConnectAsync(stays, daemon, protocol, stopping).ConfigureAwait(false);
            byte[] hello = await ReceiveAsync(stays, stopping).ConfigureAwait(false);
            byte[] picture = await ReceiveAsync(stays, stopping).ConfigureAwait(false);
            query = protocol == BenchProtocol.Samples ? "" : $"?resume={Epoch(hello)}.{Tick(picture, protocol)}";
            await stays.SendAsync(System.Text.Encoding.UTF8.GetBytes(Feel), WebSocketMessageType.Text, true, stopping)
                .ConfigureAwait(false);

            // The next message is her new feeling; with samples it may be a heartbeat, which adds nothing to the other
            // viewer's cost.
            await ReceiveAsync(stays, stopping).ConfigureAwait(false);
        }

        using var back = new ClientWebSocket();
        await ConnectAsync(back, new Uri(daemon, query), protocol, stopping).ConfigureAwait(false);
        return OnTheWire(await ReceiveAsync(back, stopping).ConfigureAwait(false))
            + OnTheWire(await ReceiveAsync(back, stopping).ConfigureAwait(false));
    }

    private static async Task ConnectAsync(
        ClientWebSocket socket, Uri address, BenchProtocol protocol, CancellationToken stopping)
    {
        if (protocol.Subprotocol() is { } subprotocol)
        {
            socket.Options.AddSubProtocol(subprotocol);
        }

        await socket.ConnectAsync(address, stopping).ConfigureAwait(false);
    }

    private static async Task<byte[]> ReceiveAsync(ClientWebSocket socket, CancellationToken stopping)
    {
        var buffer = new byte[BufferBytes];
        int length = 0;
        ValueWebSocketReceiveResult result;
        do
        {
            result = await socket.ReceiveAsync(buffer.AsMemory(length), stopping).ConfigureAwait(false);
            length += result.Count;
        }
        while (!result.EndOfMessage);
        return buffer[..length];
    }

    private static int OnTheWire(byte[] payload) => payload.Length + (payload.Length <= LongestShortPayload ? 2 : 4);

    private static string Epoch(byte[] hello)
    {
        using JsonDocument json = JsonDocument.Parse(hello);
        return json.RootElement.GetProperty("epoch").GetString()!;
    }

    private static long Tick(byte[] picture, BenchProtocol protocol)
    {
        if (protocol == BenchProtocol.MotionBinary)
        {
            return BinaryMotionDecoder.Decode(picture)?.Tick ?? 0;
        }

        using JsonDocument json = JsonDocument.Parse(picture);
        return json.RootElement.GetProperty("tick").GetInt64();
    }
}
