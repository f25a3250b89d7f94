using System.Net;
using Elysia.Admission.Network;
using Elysia.Admission.Tokens;

namespace Elysia.Http;

/// <summary>Allows requests from this machine, and requests with an operator's token.</summary>
/// <param name="auth">Validates tokens while authentication is on.</param>
internal sealed class OperatorAuthorizationPolicy(Authenticator auth)
{
    /// <summary>Decides whether a request is refused. Any thread.</summary>
    /// <returns>Null when the request is allowed, otherwise the response to send.</returns>
    public HttpResponse? Refuse(HttpRequest request) => LoopbackAuthorizationPolicy.Refuse(request) is not { } refusal ? null
        : Credential.Bearer(request.Headers) is null ? refusal
        : Refuse(Rights.Operate, request);

    /// <summary>Decides by the rights of the request's token or, without authentication, by where it
    /// comes from.</summary>
    internal HttpResponse? Refuse(Rights needed, HttpRequest request)
    {
        TokenResult result = auth.IsOn ? auth.Check(Credential.Bearer(request.Headers))
            : new TokenResult(TokenVerdict.Accepted, request.Remote.IsThisMachine(request.Headers) ? Grant.Local : Grant.Anybody);
        return result.Grant is not { } grant ? HttpResponse.Unauthorized(result)
            : grant.Rights.HasFlag(needed) ? null
            : HttpResponse.Forbidden(needed, grant.Rights);
    }
}

/// <summary>Allows requests from this machine: over loopback, not through a proxy, and with a Host name that no other
/// site can use.</summary>
/// <remarks>A proxy in front of the daemon also comes over loopback; its headers reveal it. The Host name is checked
/// because a foreign page can make its own name resolve to 127.0.0.1 (DNS rebinding) and read the response.</remarks>
internal static class LoopbackAuthorizationPolicy
{
    /// <summary>Decides whether a request is refused. Any thread.</summary>
    /// <returns>Null when the request is allowed, otherwise the response to send.</returns>
    public static HttpResponse? Refuse(HttpRequest request) =>
        !request.Remote.IsLocal
            ? No(request.Remote.IsForwarded || IPAddress.IsLoopback(request.Remote.Address)
                ? "it came through a proxy" : "it came from another machine")
        : !RemoteClient.NamesThisMachine(request.Headers("Host")) ? No("its Host is not localhost or a loopback address")
        : null;

    private static HttpResponse No(string because) =>
        HttpResponse.Text(403, $"This is for the operator, on this machine by loopback; {because}.");
}
