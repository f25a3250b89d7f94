using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Elysia.State;
using Elysia.Tests.Fakes.Faces;

namespace Elysia.Tests.Fakes.Viewers;

/// <summary>A real client on a real socket that reads all messages and shows the picture, like the page.</summary>
internal sealed class Viewer : IAsyncDisposable
{
    private const int BufferBytes = 64 * 1024;

    private readonly ClientWebSocket _socket;
    private readonly Lock _lock = new();
    private readonly ViewerModel _model = new();
    private readonly List<JsonElement> _messages = [];
    private readonly List<long> _ticks = [];
    private readonly List<TimeSpan> _delays = [];
    private readonly Task _reading;

    private Viewer(ClientWebSocket socket)
    {
        _socket = socket;
        _reading = ReadAsync();
    }

    /// <summary>Called with every message after the viewer has shown it; set it before the messages of interest
    /// arrive.</summary>
    public Action<Viewer>? OnMessage { get; set; }

    /// <summary>Every message so far.</summary>
    public IReadOnlyList<JsonElement> Messages => Locked(() => _messages.ToArray());

    /// <summary>The times of the ticks it saw, in order of arrival (?stamps=1).</summary>
    public IReadOnlyList<long> Ticks => Locked(() => _ticks.ToArray());

    /// <summary>The delay of each message since its tick (?stamps=1).</summary>
    public IReadOnlyList<TimeSpan> Delays => Locked(() => _delays.ToArray());

    /// <summary>The picture, in the order of <see cref="FieldId"/>; null before the first message.</summary>
    public double[]? Picture => Locked(() =>
        _model.Expression.Count == 0 ? null : AvatarStates.Fields.Select(f => _model[f]).ToArray());

    /// <summary>The subprotocol that was agreed on.</summary>
    public string? SubProtocol => _socket.SubProtocol;

    /// <summary>Whether the connection has ended.</summary>
    public bool IsClosed => _reading.IsCompleted;

    /// <summary>The code of the server's close frame; null if there was none.</summary>
    public int? CloseCode => (int?)_socket.CloseStatus;

    /// <summary>Connects.</summary>
    public static async Task<Viewer> ConnectAsync(Uri address, Action<ClientWebSocketOptions>? with = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        with?.Invoke(socket.Options);
        await socket.ConnectAsync(address, CancellationToken.None).WaitAsync(Eventually.Deadline, TimeProvider.System);
        return new Viewer(socket);
    }

    /// <summary>Sends a text message.</summary>
    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    /// <summary>Sends a message, or a part of one.</summary>
    public Task SendAsync(byte[] payload, WebSocketMessageType type, bool end = true) =>
        _socket.SendAsync(payload, type, end, CancellationToken.None);

    /// <summary>Returns the messages of a type so far; the first message has the type "".</summary>
    public IReadOnlyList<JsonElement> Of(string type) => [.. Messages.Where(m => TypeOf(m) == type)];

    /// <summary>Waits until a number of messages of a type have arrived.</summary>
    /// <returns>The last of them.</returns>
    public async Task<JsonElement> ReceivesAsync(string type, int count = 1)
    {
        await Eventually.TrueAsync(
            () => Of(type).Count >= count || IsClosed, $"{count} messages of type '{type}'; there are {Of(type).Count}");
        IReadOnlyList<JsonElement> messages = Of(type);
        return messages.Count >= count ? messages[count - 1]
            : throw new AssertFailedException($"Closed with {CloseCode} instead of '{type}' number {count}.");
    }

    /// <summary>Waits until the server has closed the connection.</summary>
    /// <returns>The code of its close frame.</returns>
    public async Task<int?> ClosedAsync(TimeSpan? deadline = null)
    {
        await Eventually.TrueAsync(() => IsClosed, "the server closes", deadline);
        return CloseCode;
    }

    /// <summary>Sends a close frame and waits for the server's.</summary>
    public async Task CloseAsync(WebSocketCloseStatus status = WebSocketCloseStatus.NormalClosure)
    {
        await _socket.CloseOutputAsync(status, null, CancellationToken.None);
        await ClosedAsync();
    }

    /// <summary>Disconnects without a close frame.</summary>
    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
    }

    private static string TypeOf(JsonElement message) =>
        message.TryGetProperty("type", out JsonElement type) ? type.GetString()! : "";

    private async Task ReadAsync()
    {
        await Task.Yield();
        var buffer = new byte[BufferBytes];
        int length = 0;
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult result = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    await _socket.CloseOutputAsync(_socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure, null, default);
                    return;
                }

                length += result.Count;
                if (result.EndOfMessage)
                {
                    Show(Json.Parse(buffer.AsMemory(0, length)));
                    length = 0;
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection is gone; CloseCode tells whether there was a close frame.
        }
    }

    private void Show(JsonElement message)
    {
        lock (_lock)
        {
            _messages.Add(message);
            _model.Receive(message);
            if (message.TryGetProperty("t", out JsonElement t))
            {
                _ticks.Add(t.GetInt64());
                _delays.Add(TimeProvider.System.GetElapsedTime(t.GetInt64()));
            }
        }

        OnMessage?.Invoke(this);
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }
}
