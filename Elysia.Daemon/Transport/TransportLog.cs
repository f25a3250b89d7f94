using System.Net;
using System.Net.Sockets;
using Elysia.Channels;
using Elysia.Diagnostics;
using Elysia.Http;
using Elysia.Protocol.Messages;
using Microsoft.Extensions.Logging;

namespace Elysia.Transport;

/// <summary>Log events of the transport: 101 to 199.</summary>
internal static partial class TransportLog
{
    [LoggerMessage(EventIds.TransportIsPlain, LogLevel.Warning,
        "WebSockets stay inside HttpListener: {Reason}. Slow viewers will lag "
        + "further behind and use more memory")]
    public static partial void TransportIsPlain(this ILogger log, string reason);

    [LoggerMessage(EventIds.ViewerJoined, LogLevel.Debug, "{Client} joined from {Address}")]
    public static partial void ViewerJoined(this ILogger log, ClientId client, IPAddress address);

    [LoggerMessage(EventIds.ViewerLeft, LogLevel.Debug, "{Client} left: {Reason}")]
    public static partial void ViewerLeft(this ILogger log, ClientId client, CloseReason reason);

    [LoggerMessage(EventIds.ViewerTurnedAway, LogLevel.Warning,
        "A viewer was turned away: {Reason}; {Viewers} are connected")]
    public static partial void ViewerTurnedAway(this ILogger log, CloseReason reason, int viewers);

    [LoggerMessage(EventIds.MessageRefused, LogLevel.Debug, "A message from {Client} was refused: {Reason}")]
    public static partial void MessageRefused(this ILogger log, ClientId client, RefusalReason reason);

    [LoggerMessage(EventIds.UpgradeRefused, LogLevel.Debug, "A request for a WebSocket was refused: {Verdict}")]
    public static partial void UpgradeRefused(this ILogger log, UpgradeVerdict verdict);

    [LoggerMessage(EventIds.HandshakeAborted, LogLevel.Debug, "A client left during its request: {Message}")]
    public static partial void HandshakeAborted(this ILogger log, string message);

    [LoggerMessage(EventIds.DescriptorsExhausted, LogLevel.Error,
        "No connection can be accepted at present: {Error}. Raise LimitNOFILE, or lower "
        + "ELYSIA_MAX_VIEWERS and ELYSIA_MAX_REQUESTS")]
    public static partial void DescriptorsExhausted(this ILogger log, SocketError error);

    [LoggerMessage(EventIds.ConnectionFailed, LogLevel.Error,
        "A request revealed a bug in the daemon and was answered with 500: {Kind}")]
    public static partial void ConnectionFailed(this ILogger log, string kind);
}
