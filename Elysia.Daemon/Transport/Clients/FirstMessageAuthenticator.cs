using System.Net.WebSockets;
using System.Text.Unicode;
using Elysia.Admission.Limiting;
using Elysia.Admission.Tokens;
using Elysia.Configuration;
using Elysia.Fanout;
using Elysia.Protocol.Messages;
using Elysia.Transport.WebSockets;

namespace Elysia.Transport.Clients;

/// <summary>Authenticates clients that connected without a token by their first message, within a few seconds. Until
/// then they receive no state and do not count as viewers; their number is
/// bounded, and at the bound the oldest client of the source with most is closed.</summary>
/// <remarks>One attempt each: a client that guesses must reconnect.</remarks>
/// <param name="auth">Validates tokens.</param>
/// <param name="timeout">ELYSIA_AUTH_TIMEOUT: the time for the first message.</param>
/// <param name="max">ELYSIA_AUTH_PENDING: the maximum number of waiting clients.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class FirstMessageAuthenticator(Authenticator auth, TimeSpan timeout, int max, TimeProvider time)
{
    /// <summary>Most clients of one source that wait.</summary>
    /// <remarks>Unit: clients. 16: a page that has a token shows it with its request and does not wait.</remarks>
    public const int MaxPerSource = 16;

    private static readonly TimeSpan CloseDeadline = TimeSpan.FromSeconds(Limits.CloseDeadlineSeconds);

    private readonly Lock _lock = new();
    private readonly FairShare<Pending> _pending = new();

    /// <summary>The number of clients that are waiting to be authenticated.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _pending.Count;
            }
        }
    }

    /// <summary>Asks a client for its token.</summary>
    /// <param name="socket">The client's socket; closed when there is no grant.</param>
    /// <param name="source">The source whose share of the places it takes.</param>
    /// <returns>The grant of the token, or null with the reason for which the client was closed.</returns>
    public async Task<(Grant? Grant, CloseReason Reason)> AskAsync(WebSocketClientSocket socket, Source source)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        var pending = new Pending(limit);
        LinkedListNode<Pending> place = Enter(source, pending);
        try
        {
            Task<First> first = ReceiveAsync(socket);
            (TokenResult result, CloseReason reason) = await ValidateAsync(socket, first, pending).ConfigureAwait(false);
            if (result.Grant is null)
            {
                await EndAsync(socket, first, reason, result).ConfigureAwait(false);
            }

            return (result.Grant, reason);
        }
        finally
        {
            lock (_lock)
            {
                _pending.Remove(source, place);
            }
        }
    }

    private LinkedListNode<Pending> Enter(Source source, Pending pending)
    {
        lock (_lock)
        {
            if (_pending.TryMakeRoom(source, max, MaxPerSource, out Pending? oldest))
            {
                oldest.GiveWay();
            }

            return _pending.Add(source, pending);
        }
    }

    private async Task<(TokenResult Result, CloseReason Reason)> ValidateAsync(
        WebSocketClientSocket socket, Task<First> first, Pending pending)
    {
        CancellationToken limit = pending.Limit;
        try
        {
            await socket.SendAsync(AuthEncoder.Required(timeout)).AsTask().WaitAsync(limit).ConfigureAwait(false);
            First message = await first.WaitAsync(limit).ConfigureAwait(false);
            return message.Token is null ? (TokenVerdict.Missing, message.Fault)
                : (await auth.CheckAsync(message.Token.Text).AsTask().WaitAsync(limit).ConfigureAwait(false),
                    CloseReason.TokenRefused);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return (TokenVerdict.Missing, pending.GaveWay ? CloseReason.Full : CloseReason.TokenMissing);
        }
        catch (Exception e) when (SocketFaults.IsExpected(e))
        {
            return (TokenVerdict.Missing, CloseReason.PeerGone);
        }
    }

    /// <summary>Sends the reason and a close frame, waits briefly for the answer, and disposes the socket.</summary>
    private async Task EndAsync(WebSocketClientSocket socket, Task first, CloseReason reason, TokenResult result)
    {
        try
        {
            await CloseAsync(socket, first, reason, result).WaitAsync(CloseDeadline, time).ConfigureAwait(false);
        }
        catch (Exception e) when (SocketFaults.IsExpected(e) || e is TimeoutException)
        {
            // The client left, or does not answer.
        }

        socket.Abort();
    }

    private static async Task CloseAsync(WebSocketClientSocket socket, Task first, CloseReason reason, TokenResult result)
    {
        if (reason == CloseReason.PeerGone)
        {
            return;
        }

        if (reason == CloseReason.TokenRefused)
        {
            await socket.SendAsync(EventEncoder.Error($"The token was refused: {result.Words}")).ConfigureAwait(false);
        }

        await socket.CloseOutputAsync(reason).ConfigureAwait(false);
        await first.ConfigureAwait(false);

        // Closing a socket with unread bytes turns the close frame into a reset.
        byte[] sink = new byte[1024];
        while (socket.WebSocket.State == WebSocketState.CloseSent)
        {
            await socket.WebSocket.ReceiveAsync(sink.AsMemory(), default).ConfigureAwait(false);
        }
    }

    private static async Task<First> ReceiveAsync(WebSocketClientSocket socket)
    {
        using var buffer = new MessageBuffer();
        ValueWebSocketReceiveResult result;
        do
        {
            result = await socket.WebSocket.ReceiveAsync(buffer.Free(), default).ConfigureAwait(false);
            buffer.Add(result.Count);
        }
        while (result is { EndOfMessage: false, MessageType: WebSocketMessageType.Text } && !buffer.IsTooLong);

        CloseReason fault = result.MessageType switch
        {
            WebSocketMessageType.Close => CloseReason.PeerClosed,
            WebSocketMessageType.Binary => CloseReason.UnsupportedData,
            _ when buffer.IsTooLong => CloseReason.MessageTooBig,
            _ when !Utf8.IsValid(buffer.Message) => CloseReason.InvalidPayload,
            _ => CloseReason.TokenMissing,
        };
        bool isWhole = fault == CloseReason.TokenMissing;
        return isWhole && MessageDecoder.Decode(buffer.Message).Message is { Token: { } token }
            ? new First(token, CloseReason.TokenRefused)
            : new First(null, fault);
    }

    /// <summary>A client that is waited for.</summary>
    /// <param name="limit">Ends the wait; not disposed as long as the client is listed.</param>
    private sealed class Pending(CancellationTokenSource limit)
    {
        public CancellationToken Limit { get; } = limit.Token;

        public bool GaveWay { get; private set; }

        public void GiveWay()
        {
            GaveWay = true;

            // Asynchronously: the continuations would otherwise run under the caller's lock.
            _ = limit.CancelAsync();
        }
    }

    /// <summary>The first message of a client: its token, or the reason to close.</summary>
    private sealed record First(Secret? Token, CloseReason Fault);
}
