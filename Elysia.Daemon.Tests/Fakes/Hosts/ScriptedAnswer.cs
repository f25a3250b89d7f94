using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Elysia.Tests.Fakes.Hosts;

/// <summary>A connection of a <see cref="ScriptedModel"/>, on which a script's output is sent at once.</summary>
internal sealed partial class ScriptedAnswer : IAsyncDisposable
{
    private readonly NetworkStream _stream;
    private readonly CancellationToken _stopping;

    /// <summary>Wraps an accepted connection.</summary>
    public ScriptedAnswer(Socket socket, CancellationToken stopping)
    {
        socket.NoDelay = true;
        (_stream, _stopping) = (new NetworkStream(socket, ownsSocket: true), stopping);
    }

    /// <summary>Reads the request.</summary>
    public async Task<(string Head, string Body)> RequestAsync()
    {
        var bytes = new List<byte>();
        byte[] buffer = new byte[64 * 1024];
        while (true)
        {
            int count = await _stream.ReadAsync(buffer, _stopping);
            if (count == 0)
            {
                throw new IOException("No request came.");
            }

            bytes.AddRange(buffer.AsSpan(0, count));
            byte[] all = [.. bytes];
            int end = all.AsSpan().IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                continue;
            }

            string head = Encoding.ASCII.GetString(all, 0, end);
            int length = int.Parse(Length().Match(head).Groups[1].Value, CultureInfo.InvariantCulture);
            if (all.Length >= end + 4 + length)
            {
                return (head, Encoding.UTF8.GetString(all, end + 4, length));
            }
        }
    }

    /// <summary>Begins the stream.</summary>
    public Task BeginAsync() => WriteAsync(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n");

    /// <summary>Sends a piece of the answer.</summary>
    public Task PieceAsync(string text) => ChunkAsync(
        $$"""data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":"""
            + $$"""{"role":"assistant","content":"{{JsonEncodedText.Encode(text)}}"},"finish_reason":null}]}""" + "\n\n");

    /// <summary>Ends the stream properly.</summary>
    public async Task EndAsync()
    {
        await ChunkAsync("""data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"""
            + "\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n");
        await ChunkAsync("data: [DONE]\n\n");
        await ChunkAsync("");
    }

    /// <summary>Sends one chunk of the body; an empty one is the last.</summary>
    public Task ChunkAsync(string text) => WriteAsync(string.Create(
        CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n"));

    /// <summary>Sends text without any framing.</summary>
    public async Task WriteAsync(string text) => await _stream.WriteAsync(Encoding.UTF8.GetBytes(text), _stopping);

    /// <summary>Waits until the client has closed the connection.</summary>
    public async Task GoneAsync()
    {
        byte[] buffer = new byte[16];
        while (await _stream.ReadAsync(buffer, _stopping) > 0)
        {
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    [GeneratedRegex(@"(?i)\r\ncontent-length: *(\d+)")]
    private static partial Regex Length();
}
