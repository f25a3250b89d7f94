using Elysia.Admission.Tokens;
using Elysia.Http;

namespace Elysia.Transport.Clients;

/// <summary>Decides what a client may do, by the credential of its upgrade and by where it comes from. Any thread.</summary>
/// <param name="auth">Validates tokens and tickets.</param>
internal sealed class UpgradeAuthorizer(Authenticator auth)
{
    /// <summary>Decides about a request for a WebSocket.</summary>
    /// <param name="credential">The credential of the request.</param>
    /// <param name="isLocal">Whether the request comes from this machine and not through a proxy; used only while
    /// authentication is off.</param>
    public async ValueTask<AuthorizationResult> AuthorizeAsync(Credential credential, bool isLocal)
    {
        if (!auth.IsOn)
        {
            return AuthorizationResult.With(isLocal ? Grant.Local : Grant.Anybody);
        }

        if (credential.Kind == CredentialKind.TokenInAddress)
        {
            return new AuthorizationResult(UpgradeVerdict.TokenInAddress);
        }

        if (credential.Kind == CredentialKind.None)
        {
            return AuthorizationResult.Ask();
        }

        TokenResult result = credential.Kind == CredentialKind.Ticket
            ? auth.Redeem(credential.Value)
            : await auth.CheckAsync(credential.Value).ConfigureAwait(false);
        return result.Grant is { } grant ? AuthorizationResult.With(grant)
            : new AuthorizationResult(UpgradeVerdict.TokenRefused, null, result);
    }
}

/// <summary>The result of authorizing an upgrade.</summary>
/// <param name="Verdict">Whether the request may be answered with 101, or why not.</param>
/// <param name="Grant">The client's grant; null when it must still send its token as its first message.</param>
/// <param name="Token">The result for its token or ticket.</param>
internal readonly record struct AuthorizationResult(UpgradeVerdict Verdict, Grant? Grant = null, TokenResult Token = default)
{
    /// <summary>Accepts the upgrade with a grant.</summary>
    public static AuthorizationResult With(Grant grant) => new(UpgradeVerdict.Accept, grant);

    /// <summary>Accepts the connection; its first message must authenticate.</summary>
    public static AuthorizationResult Ask() => new(UpgradeVerdict.Accept);

    /// <summary>Returns the response when it is not 101.</summary>
    public HttpResponse Response() =>
        Verdict == UpgradeVerdict.TokenRefused ? HttpResponse.Unauthorized(Token) : UpgradeRequest.Refusal(Verdict);
}
