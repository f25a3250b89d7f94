using System.Net;
using Elysia.Admission.Network;
using Elysia.Admission.Tokens;

namespace Elysia.Http;

/// <summary>Lets in requests from this machine itself, and those with the token of an operator.</summary>
/// <param name="auth">Checks tokens while authentication is on.</param>
internal sealed class OperatorAuthorizationPolicy(Authenticator auth)
{
    /// <summary>Decides about a request. Any thread.</summary>
    /// <returns>Null when it may pass, else the response it gets.</returns>
    public HttpResponse? Refuse(HttpRequest request) => LoopbackAuthorizationPolicy.Refuse(request) is not { } refusal ? null
        : Credential.Bearer(request.Headers) is null ? refusal
        : Refuse(Rights.Operate, request);

    /// <summary>Decides by the rights of a request's token, or without authentication by where the request comes from.</summary>
    internal HttpResponse? Refuse(Rights needed, HttpRequest request)
    {
        TokenResult result = auth.IsOn ? auth.Check(Credential.Bearer(request.Headers))
            : new TokenResult(TokenVerdict.Accepted, request.Remote.IsThisMachine(request.Headers) ? Grant.Local : Grant.Anybody);
        return result.Grant is not { } grant ? HttpResponse.Unauthorized(result)
            : grant.Rights.HasFlag(needed) ? null
            : HttpResponse.Forbidden(needed, grant.Rights);
    }
}

/// <summary>Lets in requests from this machine itself: by loopback, not through a proxy, and by a name that no other site
/// can take.</summary>
/// <remarks>A proxy in front of Elysia comes by loopback, too; the headers it adds give it away. The name is checked because a
/// page from elsewhere can point its own name at 127.0.0.1 (DNS rebinding) and read what it gets there.</remarks>
internal static class LoopbackAuthorizationPolicy
{
    /// <summary>Decides about a request. Any thread.</summary>
    /// <returns>Null when it may pass, else the response it gets.</returns>
    public static HttpResponse? Refuse(HttpRequest request) =>
        !request.Remote.IsLocal
            ? No(request.Remote.IsForwarded || IPAddress.IsLoopback(request.Remote.Address)
                ? "it came through a proxy" : "it came from another machine")
        : !RemoteClient.NamesThisMachine(request.Headers("Host")) ? No("its Host is not localhost or a loopback address")
        : null;

    private static HttpResponse No(string because) =>
        HttpResponse.Text(403, $"This is for the operator, on this machine by loopback; {because}.");
}
