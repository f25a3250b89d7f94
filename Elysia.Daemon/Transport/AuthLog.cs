using Elysia.Admission.Tokens;
using Elysia.Channels;
using Elysia.Diagnostics;
using Elysia.Protocol.Messages;
using Microsoft.Extensions.Logging;

namespace Elysia.Transport;

/// <summary>Log events of authentication: 302 to 399. No event contains a token, a ticket or a secret.</summary>
internal static partial class AuthLog
{
    [LoggerMessage(EventIds.TokenRefused, LogLevel.Debug, "A token was refused at the handshake: {Verdict}")]
    public static partial void TokenRefused(this ILogger log, TokenVerdict verdict);

    [LoggerMessage(EventIds.NotAuthenticated, LogLevel.Debug,
        "A client that connected without a token was disconnected: {Reason}")]
    public static partial void NotAuthenticated(this ILogger log, CloseReason reason);

    [LoggerMessage(EventIds.Authenticated, LogLevel.Debug, "{Client} is {Subject}, {Role}")]
    public static partial void Authenticated(this ILogger log, ClientId client, string subject, string role);

    [LoggerMessage(EventIds.Revoked, LogLevel.Warning, "{Operator} revoked {Subject}; {Ended} connections ended")]
    public static partial void Revoked(this ILogger log, string @operator, string subject, int ended);
}
