using System.Net.WebSockets;
using System.Text.Unicode;
using Elysia.Admission.Tokens;
using Elysia.Configuration;
using Elysia.Fanout;
using Elysia.Protocol.Messages;
using Elysia.Transport.WebSockets;

namespace Elysia.Transport.Clients;

/// <summary>Clients that came without a token and have a few seconds to send one as their first message. They see nothing, cost
/// no seat, and are bounded in number.</summary>
/// <remarks>One try each: a client that guesses must connect anew.</remarks>
/// <param name="auth">Knows tokens.</param>
/// <param name="patience">ELYSIA_AUTH_TIMEOUT: how long one may take.</param>
/// <param name="max">ELYSIA_AUTH_PENDING: how many may wait.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class FirstMessageAuthenticator(Authenticator auth, TimeSpan patience, int max, TimeProvider time)
{
    private static readonly TimeSpan CloseDeadline = TimeSpan.FromSeconds(Limits.CloseDeadlineSeconds);

    private int _count;

    /// <summary>How many wait at present.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether one more may wait.</summary>
    public bool HasRoom => Count < max;

    /// <summary>Asks a client for its token.</summary>
    /// <param name="socket">Its socket; closed when there is no grant.</param>
    /// <returns>What the token is good for, or null with the reason for which the client was closed.</returns>
    public async Task<(Grant? Grant, CloseReason Reason)> AskAsync(WebSocketClientSocket socket)
    {
        bool hasRoom = Interlocked.Increment(ref _count) <= max;
        try
        {
            Task<First> first = hasRoom ? ReceiveAsync(socket) : Task.FromResult(new First(null, CloseReason.Full));
            (TokenResult result, CloseReason reason) = await JudgeAsync(socket, first, hasRoom).ConfigureAwait(false);
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

    private async Task<(TokenResult Result, CloseReason Reason)> JudgeAsync(
        WebSocketClientSocket socket, Task<First> first, bool hasRoom)
    {
        using var limit = new CancellationTokenSource(patience, time);
        try
        {
            if (hasRoom)
            {
                await socket.SendAsync(AuthEncoder.Required(patience)).AsTask().WaitAsync(limit.Token)
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

    /// <summary>Says why, says goodbye, waits a moment for the answer, and lets go.</summary>
    private async Task EndAsync(WebSocketClientSocket socket, Task first, CloseReason reason, TokenResult result)
    {
        try
        {
            await GoodbyeAsync(socket, first, reason, result).WaitAsync(CloseDeadline, time).ConfigureAwait(false);
        }
        catch (Exception e) when (SocketFaults.IsExpected(e) || e is TimeoutException)
        {
            // It left, or does not answer.
        }

        socket.Abort();
    }

    private static async Task GoodbyeAsync(WebSocketClientSocket socket, Task first, CloseReason reason, TokenResult result)
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

        // What is unread when a socket is closed turns our close frame into a reset.
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
