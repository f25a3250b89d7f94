using System.Net.WebSockets;
using System.Text.Unicode;
using Elysia.Admission.Tokens;
using Elysia.Configuration;
using Elysia.Fanout;
using Elysia.Protocol.Messages;
using Elysia.Transport.WebSockets;

namespace Elysia.Transport.Clients;

/// <summary>Authenticates clients that connected without a token by their first message, within a few seconds. Until
/// then they receive no state and do not count as viewers; their number is bounded.</summary>
/// <remarks>One attempt each: a client that guesses must reconnect.</remarks>
/// <param name="auth">Validates tokens.</param>
/// <param name="timeout">ELYSIA_AUTH_TIMEOUT: the time for the first message.</param>
/// <param name="max">ELYSIA_AUTH_PENDING: the maximum number of waiting clients.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class FirstMessageAuthenticator(Authenticator auth, TimeSpan timeout, int max, TimeProvider time)
{
    private static readonly TimeSpan CloseDeadline = TimeSpan.FromSeconds(Limits.CloseDeadlineSeconds);

    private int _count;

    /// <summary>The number of clients that are waiting to be authenticated.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether another client may wait.</summary>
    public bool HasRoom => Count < max;

    /// <summary>Asks a client for its token.</summary>
    /// <param name="socket">The client's socket; closed when there is no grant.</param>
    /// <returns>The grant of the token, or null with the reason for which the client was closed.</returns>
    public async Task<(Grant? Grant, CloseReason Reason)> AskAsync(WebSocketClientSocket socket)
    {
        bool hasRoom = Interlocked.Increment(ref _count) <= max;
        try
        {
            Task<First> first = hasRoom ? ReceiveAsync(socket) : Task.FromResult(new First(null, CloseReason.Full));
            (TokenResult result, CloseReason reason) = await ValidateAsync(socket, first, hasRoom).ConfigureAwait(false);
            if (result.Grant is null)
            {
                await EndAsync(socket, first, reason, result).ConfigureAwait(false);
            }

            return (result.Grant, reason);
        }
        finally
        {
            Interlocked.Decrement(ref _count);
        }
    }

    private async Task<(TokenResult Result, CloseReason Reason)> ValidateAsync(
        WebSocketClientSocket socket, Task<First> first, bool hasRoom)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        try
        {
            if (hasRoom)
            {
                await socket.SendAsync(AuthEncoder.Required(timeout)).AsTask().WaitAsync(limit.Token)
                    .ConfigureAwait(false);
            }

            First message = await first.WaitAsync(limit.Token).ConfigureAwait(false);
            return message.Token is null ? (TokenVerdict.Missing, message.Fault)
                : (await auth.CheckAsync(message.Token.Text).AsTask().WaitAsync(limit.Token).ConfigureAwait(false),
                    CloseReason.TokenRefused);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return (TokenVerdict.Missing, CloseReason.TokenMissing);
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

    /// <summary>The first message of a client: its token, or the reason to close.</summary>
    private sealed record First(Secret? Token, CloseReason Fault);
}
