using Elysia.Admission.Tokens;
using Elysia.Http;

namespace Elysia.Transport.Clients;

/// <summary>Decides what a client may do, by the credential of its upgrade and by where it comes from. Any thread.</summary>
/// <param name="auth">Knows tokens and tickets.</param>
internal sealed class UpgradeAuthorizer(Authenticator auth)
{
    /// <summary>Decides about a request for a WebSocket.</summary>
    /// <param name="credential">What it shows.</param>
    /// <param name="isLocal">Whether it comes from this machine and through no proxy; counts only while authentication is
    /// off.</param>
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

/// <summary>Whether a request for a WebSocket is authorized.</summary>
/// <param name="Verdict">Whether it may be answered with 101.</param>
/// <param name="Grant">What the client may do; null when it must still send its token as its first message.</param>
/// <param name="Token">What became of what it showed.</param>
internal readonly record struct AuthorizationResult(UpgradeVerdict Verdict, Grant? Grant = null, TokenResult Token = default)
{
    /// <summary>Accepted with a grant.</summary>
    public static AuthorizationResult With(Grant grant) => new(UpgradeVerdict.Accept, grant);

    /// <summary>Accept the connection; its first message must authenticate.</summary>
    public static AuthorizationResult Ask() => new(UpgradeVerdict.Accept);

    /// <summary>The answer where it is not 101.</summary>
    public HttpResponse Response() =>
        Verdict == UpgradeVerdict.TokenRefused ? HttpResponse.Unauthorized(Token) : UpgradeRequest.Refusal(Verdict);
}
