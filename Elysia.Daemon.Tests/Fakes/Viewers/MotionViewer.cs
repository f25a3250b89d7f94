using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Elysia.Protocol.V2;
using Elysia.Protocol.Wire;

namespace Elysia.Tests.Fakes.Viewers;

/// <summary>A real client of protocol 2 on a real socket that keeps every message and the resulting picture.</summary>
internal sealed class MotionViewer : IAsyncDisposable
{
    private const int BufferBytes = 64 * 1024;

    private readonly ClientWebSocket _socket = new();
    private readonly Lock _lock = new();
    private readonly List<JsonElement> _messages = [];
    private readonly MotionPicture _picture = new();
    private Task _reading = Task.CompletedTask;
    private int _bytes;

    /// <summary>The subprotocol that was agreed on.</summary>
    public string? SubProtocol => _socket.SubProtocol;

    /// <summary>Payload bytes so far.</summary>
    public int Bytes => Volatile.Read(ref _bytes);

    /// <summary>The number of binary messages.</summary>
    public int BinaryMessages { get; private set; }

    /// <summary>Connects.</summary>
    public static async Task<MotionViewer> ConnectAsync(Uri address, params string[] subprotocols)
    {
        var viewer = new MotionViewer();
        viewer._socket.Options.KeepAliveInterval = TimeSpan.Zero;
        foreach (string subprotocol in subprotocols.DefaultIfEmpty("elysia.v2.json"))
        {
            viewer._socket.Options.AddSubProtocol(subprotocol);
        }

        await viewer._socket.ConnectAsync(address, default).WaitAsync(Eventually.Deadline, TimeProvider.System);
        viewer._reading = viewer.ReadAsync();
        return viewer;
    }

    /// <summary>Returns the messages of a type so far.</summary>
    public IReadOnlyList<JsonElement> Of(string type)
    {
        lock (_lock)
        {
            return [.. _messages.Where(m => m.GetProperty("type").GetString() == type)];
        }
    }

    /// <summary>Waits until a number of messages of a type have arrived.</summary>
    /// <returns>The last of them.</returns>
    public async Task<JsonElement> ReceivesAsync(string type, int count = 1)
    {
        await Eventually.TrueAsync(() => Of(type).Count >= count, $"{count} messages of type '{type}'");
        return Of(type)[count - 1];
    }

    /// <summary>Reads the current picture.</summary>
    public T Picture<T>(Func<MotionPicture, T> read)
    {
        lock (_lock)
        {
            return read(_picture);
        }
    }

    /// <summary>Sends a text message.</summary>
    public Task SendAsync(string text) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, default);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[BufferBytes];
        int length = 0;
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult result = await _socket.ReceiveAsync(buffer.AsMemory(length), default);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
                    return;
                }

                length += result.Count;
                if (result.EndOfMessage)
                {
                    Take(buffer.AsMemory(0, length), result.MessageType == WebSocketMessageType.Binary);
                    Interlocked.Add(ref _bytes, length);
                    length = 0;
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection is gone.
        }
    }

    private void Take(ReadOnlyMemory<byte> payload, bool isBinary)
    {
        if (isBinary)
        {
            MotionMessage message = BinaryMotionDecoder.Decode(payload.Span)!;
            string type = message.Kind switch
            {
                FrameKind.Full => "keyframe",
                FrameKind.Delta => "delta",
                _ => "digest",
            };
            lock (_lock)
            {
                _messages.Add(JsonSerializer.SerializeToElement(new { type, tick = message.Tick }));
                _picture.Receive(message);
                BinaryMessages++;
            }

            return;
        }

        Take(Json.Parse(payload));
    }

    private void Take(JsonElement message)
    {
        lock (_lock)
        {
            _messages.Add(message);
            if (message.GetProperty("type").GetString() is "keyframe" or "delta" or "digest")
            {
                _picture.Receive(message);
            }
        }
    }
}
