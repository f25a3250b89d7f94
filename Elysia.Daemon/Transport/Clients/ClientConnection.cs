using System.Net.WebSockets;
using System.Text.Unicode;
using Elysia.Admission.Limiting;
using Elysia.Admission.Tokens;
using Elysia.Channels;
using Elysia.Configuration;
using Elysia.Fanout;
using Elysia.Protocol.Messages;
using Elysia.Protocol.V2;
using Elysia.Transport.WebSockets;
using Microsoft.Extensions.Logging;

namespace Elysia.Transport.Clients;

/// <summary>One client's way in: receives, decodes, admits, dispatches; tells the session when the connection ends.</summary>
/// <remarks>One task per connection. A receive is always pending while the client keeps to its share, so pings are
/// answered.</remarks>
/// <param name="socket">Its WebSocket.</param>
/// <param name="session">Its session, which sends.</param>
/// <param name="access">What it may do.</param>
/// <param name="rate">Its share of messages.</param>
/// <param name="services">What every connection uses.</param>
internal sealed class ClientConnection(
    WebSocketClientSocket socket, ClientSession session, ClientAccess access, MessageRate rate, ClientServices services)
{
    private const string BusyText = "She is busy. Please try again in a moment.";
    private const string TooManyChatsText = "She has not answered you yet. Please wait for her answers.";

    // Whether a complete message is being handled. An exception from there is a bug of ours, although its type may be one that
    // sockets throw as well; it ends the daemon.
    private bool _isHandling;
    private Action? _refuseChat;

    /// <summary>Whether the client speaks protocol 2, which has messages about the session.</summary>
    public bool SpeaksMotion { get; init; }

    /// <summary>The source that it shares what is bounded with.</summary>
    public Source Source { get; init; }

    /// <summary>Reads until the connection ends, whichever side ends it; the session is over when this completes.</summary>
    public async Task RunAsync()
    {
        try
        {
            await ReceiveAllAsync().ConfigureAwait(false);
        }
        catch (WebSocketException e) when (!_isHandling && e.WebSocketErrorCode == WebSocketError.Faulted)
        {
            // The peer broke the protocol; ManagedWebSocket has sent 1002 or 1007 itself.
            await LingerAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (!_isHandling && SocketFaults.IsExpected(e))
        {
            session.Close(SocketFaults.ReasonOf(e));

            // Whatever it was, no goodbye will come.
            session.Close(CloseReason.PeerGone);
        }

        await session.Ended.ConfigureAwait(false);
    }

    private async Task LingerAsync()
    {
        session.Close(CloseReason.ProtocolError);
        try
        {
            await socket.DrainAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (SocketFaults.IsExpected(e))
        {
            // It did not wait for our answer.
        }

        session.Close(CloseReason.PeerClosed);
    }

    private async Task ReceiveAllAsync()
    {
        using var buffer = new MessageBuffer();
        while (true)
        {
            // A receive of no bytes waits without holding a buffer; of an empty message it is also the whole.
            ValueWebSocketReceiveResult result = await socket.WebSocket.ReceiveAsync(Memory<byte>.Empty, default)
                .ConfigureAwait(false);
            int fragments = 0;
            while (result is { EndOfMessage: false, MessageType: WebSocketMessageType.Text } && !buffer.IsTooLong
                && ++fragments <= services.MaxFragments)
            {
                result = await socket.WebSocket.ReceiveAsync(buffer.Free(), default).ConfigureAwait(false);
                buffer.Add(result.Count);
            }

            if (result.MessageType == WebSocketMessageType.Close)
            {
                session.Close(CloseReason.PeerClosed);
                return;
            }

            if ((fragments > services.MaxFragments ? CloseReason.TooManyFragments : FaultOf(result, buffer)) is { } fault)
            {
                await EndAsync(fault).ConfigureAwait(false);
                return;
            }

            _isHandling = true;
            ClientMessage? aboutAuth = Dispatch(buffer.Message);
            buffer.Dispose();
            if (aboutAuth is not null)
            {
                await AnswerAsync(aboutAuth.Value).ConfigureAwait(false);
            }

            _isHandling = false;

            if (rate.IsFlooding)
            {
                await Task.Delay(Limits.FloodPause, services.Time).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Why a message cannot be taken; null when it can.</summary>
    /// <remarks>ManagedWebSocket checks UTF-8 as bytes come, but not that the text is whole when its last frame is
    /// empty.</remarks>
    private static CloseReason? FaultOf(ValueWebSocketReceiveResult result, MessageBuffer buffer) =>
        result.MessageType == WebSocketMessageType.Binary ? CloseReason.UnsupportedData
        : buffer.IsTooLong ? CloseReason.MessageTooBig
        : Utf8.IsValid(buffer.Message) ? null
        : CloseReason.InvalidPayload;

    /// <summary>Closes for a reason and reads on until the peer answers, so that the kernel sends no reset over our close
    /// frame.</summary>
    private async Task EndAsync(CloseReason reason)
    {
        session.Close(reason);
        byte[] sink = new byte[1024];
        while ((await socket.WebSocket.ReceiveAsync(sink.AsMemory(), default).ConfigureAwait(false))
            .MessageType != WebSocketMessageType.Close)
        {
        }

        session.Close(CloseReason.PeerClosed);
    }

    /// <returns>The message if it is about authentication, which may have to wait; null when all is done.</returns>
    private ClientMessage? Dispatch(ReadOnlySpan<byte> utf8)
    {
        services.Refusals.Received();
        if (SpeaksMotion && SessionDecoder.TryDecode(utf8, out SessionMessage? about, out string? error))
        {
            TakeSession(about, error, utf8.Length);
            return null;
        }

        // Only who may push has a share for pushes. What anybody else says beyond his share need not be understood.
        bool mayPush = (access.Rights & Rights.Push) != 0;
        bool isTaken = !mayPush && rate.TryTake(isPush: false, utf8.Length);
        DecodeResult result = mayPush || isTaken ? MessageDecoder.Decode(utf8) : default;
        session.Heard(services.Time.GetTimestamp(), mayPush && result.IsPush);
        if (!isTaken && !(mayPush && rate.TryTake(result.IsPush, utf8.Length)))
        {
            Refuse(RefusalReason.RateLimited, MessageRate.RefusalText);
            return null;
        }

        if (result.Message is not { } message)
        {
            Refuse(result.Reason, result.Error!);
            return null;
        }

        if (!MessageRights.Allow(access.Rights, message))
        {
            Refuse(RefusalReason.RoleNeeded, MessageRights.Refusal(access.Rights, message));
            return null;
        }

        if (AuthMessageHandler.Takes(message))
        {
            return message;
        }

        services.Activity.Touch();
        RefusalReason refusal = services.Dispatcher.Post(session.Id, message, Source, _refuseChat ??= RefuseChat);
        if (refusal != RefusalReason.None)
        {
            Refuse(refusal, refusal == RefusalReason.TooManyChats ? TooManyChatsText : BusyText);
        }

        return null;
    }

    // Called by any thread when a text that was taken gives way to another one.
    private void RefuseChat() => Refuse(RefusalReason.Busy, BusyText);

    private async Task AnswerAsync(ClientMessage message)
    {
        (RefusalReason reason, string? text) = await services.AuthMessages.AnswerAsync(access, message).ConfigureAwait(false);
        if (reason != RefusalReason.None)
        {
            Refuse(reason, text!);
        }
    }

    /// <summary>What a client says about its session has the share of pushes: it says nothing to her.</summary>
    private void TakeSession(SessionMessage? message, string? error, int bytes)
    {
        if (!rate.TryTake(isPush: true, bytes))
        {
            Refuse(RefusalReason.RateLimited, MessageRate.RefusalText);
        }
        else if (message is null)
        {
            Refuse(RefusalReason.InvalidField, error!);
        }
        else
        {
            services.Motion.Handle(session, message);
        }
    }

    private void Refuse(RefusalReason reason, string text)
    {
        services.Refusals.Refused(reason);
        services.Log.MessageRefused(session.Id, reason);
        _ = session.TryEnqueue(EventEncoder.Error(text));
    }
}

/// <summary>What all connections of clients use.</summary>
/// <param name="Dispatcher">Posts messages to the engines.</param>
/// <param name="AuthMessages">Answers messages about authentication.</param>
/// <param name="Motion">Protocol 2.</param>
/// <param name="Activity">Where it is noted that somebody speaks.</param>
/// <param name="Refusals">Where messages and refusals are counted.</param>
/// <param name="MaxFragments">Into how many pieces a message may be cut.</param>
/// <param name="Time">The daemon's clock.</param>
/// <param name="Log">Where connections and refusals are logged.</param>
internal sealed record ClientServices(
    MessageDispatcher Dispatcher, AuthMessageHandler AuthMessages, MotionService Motion, ClientActivity Activity,
    RefusalCounters Refusals, int MaxFragments, TimeProvider Time, ILogger Log);

/// <summary>Which right each message needs. Allocates nothing: it is asked for every message.</summary>
internal static class MessageRights
{
    /// <summary>The right that a message needs.</summary>
    public static Rights Needed(ClientMessage message) => message.Kind switch
    {
        ClientMessageKind.MoodPush or ClientMessageKind.ExpressionUpdate => Rights.Push,
        ClientMessageKind.Revoke => Rights.Operate,
        ClientMessageKind.Auth => Rights.None,
        _ => Rights.Speak,
    };

    /// <summary>Whether rights suffice for a message.</summary>
    public static bool Allow(Rights rights, ClientMessage message) => (Needed(message) & ~rights) == 0;

    /// <summary>What a client is told whose rights do not suffice.</summary>
    public static string Refusal(Rights rights, ClientMessage message) =>
        $"This message needs the role '{Roles.Needed(Needed(message))}'; yours is '{Roles.NameOf(rights)}'";
}
