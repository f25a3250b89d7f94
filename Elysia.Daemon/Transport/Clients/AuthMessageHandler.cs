using Elysia.Admission.Tokens;
using Elysia.Protocol.Messages;
using Microsoft.Extensions.Logging;

namespace Elysia.Transport.Clients;

/// <summary>Answers the messages about authentication on open connections. Any receive loop.</summary>
/// <param name="auth">Knows tokens.</param>
/// <param name="expiry">Closes clients whose subject was revoked.</param>
/// <param name="log">Where revocations are logged.</param>
internal sealed class AuthMessageHandler(Authenticator auth, TokenExpiryMonitor expiry, ILogger<AuthMessageHandler> log)
{
    private const string OffText = "Nobody can be revoked while authentication is off";

    private static readonly string FullText =
        $"Messages revoke at most {Revocations.MessagesMax} subjects; use the file of ELYSIA_REVOKED_FILE";

    /// <summary>Whether a message is answered here.</summary>
    public static bool Takes(ClientMessage message) => message.Kind is ClientMessageKind.Auth or ClientMessageKind.Revoke;

    /// <summary>Answers a message.</summary>
    /// <param name="client">Who sent it; its rights suffice for it.</param>
    /// <param name="message">What it sent.</param>
    /// <returns>Why it was refused and what to tell the client; <see cref="RefusalReason.None"/> when it was taken.</returns>
    public async Task<(RefusalReason Reason, string? Text)> AnswerAsync(ClientAccess client, ClientMessage message)
    {
        if (message.Token is not { } token)
        {
            return auth.IsOn ? Revoke(client, message.Subject) : (RefusalReason.InvalidField, OffText);
        }

        if (!auth.IsOn)
        {
            _ = client.Session.TryEnqueue(AuthEncoder.Off());
            return default;
        }

        TokenResult result = await auth.CheckAsync(token.Text, client.Subject).ConfigureAwait(false);
        if (result.Grant is not { } grant)
        {
            // The old token counts on: a slip of a client is no reason to end it before its time.
            return (RefusalReason.TokenRefused, $"The token was refused: {result.Words}");
        }

        client.Renew(grant);
        client.Greet();
        return default;
    }

    private (RefusalReason Reason, string? Text) Revoke(ClientAccess client, string subject)
    {
        if (expiry.TryRevoke(subject) is not { } ended)
        {
            return (RefusalReason.Busy, FullText);
        }

        log.Revoked(client.Subject, subject, ended);
        _ = client.Session.TryEnqueue(AuthEncoder.Revoked(subject, ended));
        return default;
    }
}
