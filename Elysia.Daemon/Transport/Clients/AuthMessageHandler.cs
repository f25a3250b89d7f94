using Elysia.Admission.Tokens;
using Elysia.Protocol.Messages;
using Microsoft.Extensions.Logging;

namespace Elysia.Transport.Clients;

/// <summary>Handles the messages about authentication on open connections. Called by any receive loop.</summary>
/// <param name="auth">Validates tokens.</param>
/// <param name="expiry">Closes clients whose subject was revoked.</param>
/// <param name="log">The log for revocations.</param>
internal sealed class AuthMessageHandler(Authenticator auth, TokenExpiryMonitor expiry, ILogger<AuthMessageHandler> log)
{
    private const string OffText = "Nobody can be revoked while authentication is off";

    private static readonly string FullText =
        $"Messages revoke at most {Revocations.MessagesMax} subjects; use the file of ELYSIA_REVOKED_FILE";

    /// <summary>Whether a message is handled here.</summary>
    public static bool Handles(ClientMessage message) => message.Kind is ClientMessageKind.Auth or ClientMessageKind.Revoke;

    /// <summary>Handles a message.</summary>
    /// <param name="client">The sender; its rights are already checked.</param>
    /// <param name="message">The message.</param>
    /// <returns>Why the message was refused, and the text for the client; <see cref="RefusalReason.None"/> when it was
    /// accepted.</returns>
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
            // The old token stays valid: a client's mistake is no reason to end its connection early.
            return (RefusalReason.TokenRefused, $"The token was refused: {result.Words}");
        }

        client.Renew(grant);
        client.SendGrant();
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
