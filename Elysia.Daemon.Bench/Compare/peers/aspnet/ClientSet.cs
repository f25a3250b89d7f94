using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Threading.Channels;

namespace Elysia.Bench.Compare.Peers;

/// <summary>The connected clients: each has a bounded channel and a pump that sends from it.</summary>
internal sealed class ClientSet
{
    // A state frame is worthless once a newer one exists, so the oldest is dropped. Four frames are 67 ms: enough for a
    // short interruption, few enough to stay fresh.
    private const int QueueMaxFrames = 4;

    private readonly ConcurrentDictionary<Channel<byte[]>, byte> _queues = new();

    public void Broadcast(byte[] frame)
    {
        foreach (KeyValuePair<Channel<byte[]>, byte> queue in _queues)
        {
            queue.Key.Writer.TryWrite(frame);
        }
    }

    /// <summary>Serves one client until it leaves.</summary>
    public async Task ServeAsync(WebSocket socket, CancellationToken aborted)
    {
        Channel<byte[]> queue = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(QueueMaxFrames)
        {
            FullMode = BoundedChannelFullMode.DropOldest,
            SingleReader = true,
            SingleWriter = true,
        });
        _queues.TryAdd(queue, 0);
        Task pump = PumpAsync(socket, queue.Reader, aborted);
        try
        {
            await ReceiveAsync(socket, aborted);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // The viewer disconnected without a close frame, which is normal.
        }

        _queues.TryRemove(queue, out _);
        queue.Writer.TryComplete();
        await pump.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task PumpAsync(WebSocket socket, ChannelReader<byte[]> frames, CancellationToken aborted)
    {
        await foreach (byte[] frame in frames.ReadAllAsync(aborted))
        {
            await socket.SendAsync(frame.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, aborted);
        }
    }

    private static async Task ReceiveAsync(WebSocket socket, CancellationToken aborted)
    {
        byte[] buffer = new byte[512];
        while (socket.State == WebSocketState.Open)
        {
            ValueWebSocketReceiveResult result = await socket.ReceiveAsync(buffer.AsMemory(), aborted);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return;
            }
        }
    }
}
