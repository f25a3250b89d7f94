using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Elysia.Tests.Fakes.Hosts;

/// <summary>A server with OpenAI's chat protocol over real HTTP on loopback, whose answers are scripted.</summary>
/// <remarks>Each request is answered by the next script; the last script answers all further requests.</remarks>
internal sealed class ScriptedModel : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<Func<ScriptedAnswer, Task>> _scripts;
    private readonly ConcurrentQueue<JsonElement> _asked = new();
    private readonly ConcurrentQueue<string> _heads = new();
    private readonly Task _running;
    private Func<ScriptedAnswer, Task>? _last;
    private int _open;

    /// <summary>Starts a server with scripts.</summary>
    public ScriptedModel(params Func<ScriptedAnswer, Task>[] scripts)
    {
        _scripts = new(scripts);
        _listener.Start();
        _running = AcceptAsync();
    }

    /// <summary>Its base URL, in the form of ELYSIA_LLM_URL.</summary>
    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1");

    /// <summary>The bodies of all requests so far.</summary>
    public IReadOnlyList<JsonElement> Asked => [.. _asked];

    /// <summary>The heads of all requests so far.</summary>
    public IReadOnlyList<string> Heads => [.. _heads];

    /// <summary>The number of requests being answered.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Sends these pieces and ends the stream properly.</summary>
    public static Func<ScriptedAnswer, Task> Says(params string[] pieces) => async answer =>
    {
        await answer.BeginAsync();
        foreach (string piece in pieces)
        {
            await answer.PieceAsync(piece);
        }

        await answer.EndAsync();
    };

    /// <summary>Refuses with a status.</summary>
    public static Func<ScriptedAnswer, Task> Refuses(int status) => answer => answer.WriteAsync(
        FormattableString.Invariant($"HTTP/1.1 {status} No\r\nContent-Type: application/json\r\n")
            + "Content-Length: 32\r\nConnection: close\r\n\r\n{\"error\":{\"message\":\"scripted\"}}");

    /// <summary>Sends these pieces and closes the connection.</summary>
    public static Func<ScriptedAnswer, Task> BreaksOffAfter(params string[] pieces) => async answer =>
    {
        await answer.BeginAsync();
        foreach (string piece in pieces)
        {
            await answer.PieceAsync(piece);
        }
    };

    /// <summary>Sends these pieces and then nothing until the client closes the connection.</summary>
    public static Func<ScriptedAnswer, Task> FallsSilentAfter(params string[] pieces) => async answer =>
    {
        if (pieces.Length > 0)
        {
            await BreaksOffAfter(pieces)(answer);
        }

        await answer.GoneAsync();
    };

    /// <summary>Never ends.</summary>
    public static async Task Endless(ScriptedAnswer answer)
    {
        await answer.BeginAsync();
        while (true)
        {
            await answer.PieceAsync("And then there was another thing. ");
        }
    }

    /// <summary>Streams invalid JSON.</summary>
    public static async Task Malformed(ScriptedAnswer answer)
    {
        await answer.BeginAsync();
        await answer.ChunkAsync("data: {\"choices\":[{\"delta\":{\"content\": oops\n\n");
        await answer.ChunkAsync("");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _running;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var answers = new List<Task>();
        try
        {
            while (true)
            {
                answers.Add(AnswerAsync(await _listener.AcceptSocketAsync(_stopping.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }

        await Task.WhenAll(answers);
    }

    private async Task AnswerAsync(Socket socket)
    {
        await Task.Yield();
        Interlocked.Increment(ref _open);
        try
        {
            await using var answer = new ScriptedAnswer(socket, _stopping.Token);
            (string head, string body) = await answer.RequestAsync();
            _heads.Enqueue(head);
            _asked.Enqueue(Json.Parse(body));
            if (_scripts.TryDequeue(out Func<ScriptedAnswer, Task>? script))
            {
                _last = script;
            }

            await _last!(answer);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
            // The client closed the connection, which is allowed.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}
