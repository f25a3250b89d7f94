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

/// <summary>The receiving side of one client: receives, decodes, checks and dispatches messages, and tells the session
/// when the connection ends.</summary>
/// <remarks>One task per connection. A receive is always pending while the client stays within its limits, so pings are
/// answered.</remarks>
/// <param name="socket">The client's WebSocket.</param>
/// <param name="session">The client's session, which sends.</param>
/// <param name="access">The client's grant.</param>
/// <param name="rate">The client's message limits.</param>
/// <param name="services">The services that all connections share.</param>
internal sealed class ClientConnection(
    WebSocketClientSocket socket, ClientSession session, ClientAccess access, MessageRate rate, ClientServices services)
{
    private const string BusyText = "She is busy. Please try again in a moment.";
    private const string TooManyChatsText = "She has not answered you yet. Please wait for her answers.";

    // Whether a complete message is being handled. An exception thrown there is a bug in the daemon, although its type
    // may be one that sockets throw as well; it ends the daemon.
    private bool _isHandling;
    private Action? _refuseChat;

    /// <summary>Whether the client speaks protocol 2, which has messages about the session.</summary>
    public bool SpeaksProtocol2 { get; init; }

    /// <summary>The source whose shares the client uses.</summary>
    public Source Source { get; init; }

    /// <summary>Receives until either side ends the connection; the session has ended when this completes.</summary>
    public async Task RunAsync()
    {
        try
        {
            await ReceiveAllAsync().ConfigureAwait(false);
        }
        catch (WebSocketException e) when (!_isHandling && e.WebSocketErrorCode == WebSocketError.Faulted)
        {
            // The peer violated the protocol; ManagedWebSocket has sent 1002 or 1007 itself.
            await LingerAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (!_isHandling && SocketFaults.IsExpected(e))
        {
            session.Close(SocketFaults.ReasonOf(e));

            // Whatever the fault was, no close frame will follow.
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
            // The peer did not wait for the close frame.
        }

        session.Close(CloseReason.PeerClosed);
    }

    private async Task ReceiveAllAsync()
    {
        using var buffer = new MessageBuffer();
        while (true)
        {
            // A zero-byte receive waits without holding a buffer. It also completes an empty message.
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

    /// <summary>Returns why a message cannot be accepted; null when it can.</summary>
    /// <remarks>ManagedWebSocket validates UTF-8 as bytes arrive, but not that the text is complete when the last frame
    /// is empty.</remarks>
    private static CloseReason? FaultOf(ValueWebSocketReceiveResult result, MessageBuffer buffer) =>
        result.MessageType == WebSocketMessageType.Binary ? CloseReason.UnsupportedData
        : buffer.IsTooLong ? CloseReason.MessageTooBig
        : Utf8.IsValid(buffer.Message) ? null
        : CloseReason.InvalidPayload;

    /// <summary>Closes for a reason and keeps reading until the peer answers, so that the kernel does not send a reset
    /// that destroys the close frame.</summary>
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

    /// <returns>The message if it is about authentication, which may have to wait; null when it has been
    /// handled.</returns>
    private ClientMessage? Dispatch(ReadOnlySpan<byte> utf8)
    {
        services.Refusals.Received();
        if (SpeaksProtocol2 && SessionDecoder.TryDecode(utf8, out SessionMessage? sessionMessage, out string? error))
        {
            HandleSession(sessionMessage, error, utf8.Length);
            return null;
        }

        // Only a client with the right to push has a limit for pushes. From any other client, a message over the limit
        // need not be decoded.
        bool mayPush = (access.Rights & Rights.Push) != 0;
        bool isTaken = !mayPush && rate.TryTake(isPush: false, utf8.Length);
        DecodeResult result = mayPush || isTaken ? MessageDecoder.Decode(utf8) : default;
        session.Requests.Heard(services.Time.GetTimestamp(), mayPush && result.IsPush);
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

        if (AuthMessageHandler.Handles(message))
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

    /// <summary>Handles a message about the session. It counts against the limit for pushes, because it says nothing to
    /// the character.</summary>
    private void HandleSession(SessionMessage? message, string? error, int bytes)
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

/// <summary>The services that all client connections share.</summary>
/// <param name="Dispatcher">Posts messages to the engines.</param>
/// <param name="AuthMessages">Handles messages about authentication.</param>
/// <param name="Motion">Protocol 2.</param>
/// <param name="Activity">Records that a client is active.</param>
/// <param name="Refusals">Counts messages and refusals.</param>
/// <param name="MaxFragments">The maximum number of fragments of a message.</param>
/// <param name="Time">The daemon's clock.</param>
/// <param name="Log">The log for connections and refusals.</param>
internal sealed record ClientServices(
    MessageDispatcher Dispatcher, AuthMessageHandler AuthMessages, SessionMessageHandler Motion, ClientActivity Activity,
    RefusalCounters Refusals, int MaxFragments, TimeProvider Time, ILogger Log);

/// <summary>The right that each message needs. Allocates nothing, because every message is checked.</summary>
internal static class MessageRights
{
    /// <summary>Returns the right that a message needs.</summary>
    public static Rights Needed(ClientMessage message) => message.Kind switch
    {
        ClientMessageKind.MoodPush or ClientMessageKind.ExpressionUpdate => Rights.Push,
        ClientMessageKind.Revoke => Rights.Operate,
        ClientMessageKind.Auth => Rights.None,
        _ => Rights.Speak,
    };

    /// <summary>Whether the rights are sufficient for a message.</summary>
    public static bool Allow(Rights rights, ClientMessage message) => (Needed(message) & ~rights) == 0;

    /// <summary>Returns the text for a client whose rights are not sufficient.</summary>
    public static string Refusal(Rights rights, ClientMessage message) =>
        $"This message needs the role '{Roles.Needed(Needed(message))}'; yours is '{Roles.NameOf(rights)}'";
}
