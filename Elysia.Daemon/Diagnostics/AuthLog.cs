using Elysia.Admission.Tokens;
using Elysia.Channels;
using Elysia.Protocol;
using Microsoft.Extensions.Logging;

namespace Elysia.Diagnostics;

/// <summary>Log events of authentication: 300 to 399. None holds a token, a ticket or a secret.</summary>
internal static partial class AuthLog
{
    [LoggerMessage(300, LogLevel.Information, "Read {Keys} keys for tokens from {Source}")]
    public static partial void KeysRead(this ILogger log, int keys, string source);

    [LoggerMessage(301, LogLevel.Warning, "The keys for tokens of {Source} could not be read, the old ones stay: {Fault}")]
    public static partial void KeysNotRead(this ILogger log, string source, string fault);

    [LoggerMessage(302, LogLevel.Debug, "A token was refused at the handshake: {Verdict}")]
    public static partial void TokenRefused(this ILogger log, TokenVerdict verdict);

    [LoggerMessage(303, LogLevel.Debug, "A client that came without a token was closed: {Reason}")]
    public static partial void NotAuthenticated(this ILogger log, CloseReason reason);

    [LoggerMessage(304, LogLevel.Debug, "{Client} is {Subject}, {Role}")]
    public static partial void Authenticated(this ILogger log, ClientId client, string subject, string role);

    [LoggerMessage(305, LogLevel.Warning, "{Operator} revoked {Subject}; {Ended} connections ended")]
    public static partial void Revoked(this ILogger log, string @operator, string subject, int ended);
}
