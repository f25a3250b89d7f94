using System.Net;
using System.Net.Sockets;
using Elysia.Channels;
using Elysia.Http;
using Elysia.Protocol;
using Microsoft.Extensions.Logging;

namespace Elysia.Diagnostics;

/// <summary>Log events of the transport: 100 to 199.</summary>
internal static partial class TransportLog
{
    [LoggerMessage(100, LogLevel.Information, "Listening on {Address}")]
    public static partial void Listening(this ILogger log, Uri address);

    [LoggerMessage(101, LogLevel.Warning, "WebSockets stay inside HttpListener: {Reason}. Slow viewers will be less "
        + "fresh and use more memory")]
    public static partial void TransportIsPlain(this ILogger log, string reason);

    [LoggerMessage(102, LogLevel.Debug, "{Client} joined from {Address}")]
    public static partial void ViewerJoined(this ILogger log, ClientId client, IPAddress address);

    [LoggerMessage(103, LogLevel.Debug, "{Client} left: {Reason}")]
    public static partial void ViewerLeft(this ILogger log, ClientId client, CloseReason reason);

    [LoggerMessage(104, LogLevel.Warning, "A viewer was turned away: {Reason}; {Viewers} are connected")]
    public static partial void ViewerTurnedAway(this ILogger log, CloseReason reason, int viewers);

    [LoggerMessage(105, LogLevel.Debug, "A message of {Client} was refused: {Reason}")]
    public static partial void MessageRefused(this ILogger log, ClientId client, RefusalReason reason);

    [LoggerMessage(106, LogLevel.Debug, "A request for a WebSocket was refused: {Verdict}")]
    public static partial void UpgradeRefused(this ILogger log, UpgradeVerdict verdict);

    [LoggerMessage(107, LogLevel.Debug, "A client left during its request: {Message}")]
    public static partial void HandshakeAborted(this ILogger log, string message);

    [LoggerMessage(109, LogLevel.Error, "No connection can be accepted at present: {Error}. Raise LimitNOFILE, or lower "
        + "ELYSIA_MAX_VIEWERS and ELYSIA_MAX_REQUESTS")]
    public static partial void DescriptorsExhausted(this ILogger log, SocketError error);

    [LoggerMessage(108, LogLevel.Error, "A connection failed through a bug of ours and was closed")]
    public static partial void ConnectionFailed(this ILogger log, Exception exception);
}
