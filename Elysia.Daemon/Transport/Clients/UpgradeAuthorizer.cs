using Elysia.Admission.Network;
using Elysia.Admission.Tokens;
using Elysia.Http;

namespace Elysia.Transport.Clients;

/// <summary>Decides what a request may do, by what it shows and where it comes from. Any thread.</summary>
/// <param name="auth">Knows tokens and tickets.</param>
/// <param name="pending">Where clients wait that show nothing.</param>
public sealed class UpgradeAuthorizer(Authenticator auth, FirstMessageAuthenticator pending)
{
    /// <summary>Decides about a request for a WebSocket.</summary>
    /// <param name="credential">What it shows.</param>
    /// <param name="isLocal">Whether it comes from this machine and through no proxy; counts only while authentication is
    /// off.</param>
    public async ValueTask<AuthorizationResult> AdmitAsync(Credential credential, bool isLocal)
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
            return pending.HasRoom ? AuthorizationResult.Ask() : new AuthorizationResult(UpgradeVerdict.TooManyPending);
        }

        TokenResult result = credential.Kind == CredentialKind.Ticket
            ? auth.Redeem(credential.Value)
            : await auth.CheckAsync(credential.Value).ConfigureAwait(false);
        return result.Grant is { } grant ? AuthorizationResult.With(grant)
            : new AuthorizationResult(UpgradeVerdict.TokenRefused, null, result);
    }

    /// <summary>Decides about a plain request to something that needs a right.</summary>
    /// <param name="needed">The right.</param>
    /// <param name="request">The request.</param>
    /// <returns>Null when it may; else the answer that says why not.</returns>
    public HttpResponse? Refuse(Rights needed, HttpRequest request)
    {
        TokenResult result = auth.IsOn ? auth.Check(Credential.Bearer(request.Headers))
            : new TokenResult(
                TokenVerdict.Accepted, LocalClient.Is(request.Remote, request.Headers) ? Grant.Local : Grant.Anybody);
        return result.Grant is not { } grant ? AuthAnswers.Refused(result)
            : grant.Rights.HasFlag(needed) ? null
            : AuthAnswers.Forbidden(needed, grant.Rights);
    }
}
