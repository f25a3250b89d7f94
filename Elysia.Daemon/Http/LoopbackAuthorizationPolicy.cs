using System.Net;
using Elysia.Admission.Network;

namespace Elysia.Http;

/// <summary>Lets in who comes from this machine itself: by loopback, not through a proxy, and by a name that no other site
/// can take.</summary>
/// <remarks>A proxy in front of Elysia comes by loopback, too; the headers it adds give it away. The name is checked because a
/// page from elsewhere can point its own name at 127.0.0.1 (DNS rebinding) and read what it gets there.</remarks>
public sealed class LoopbackAuthorizationPolicy : IOperatorAuthorizationPolicy
{
    /// <inheritdoc/>
    public HttpResponse? Refuse(HttpRequest request) =>
        !request.Remote.IsLocal
            ? No(request.Remote.IsForwarded || IPAddress.IsLoopback(request.Remote.Address)
                ? "it came through a proxy" : "it came from another machine")
        : !LocalClient.NamesThisMachine(request.Headers("Host")) ? No("its Host is not localhost or a loopback address")
        : null;

    private static HttpResponse No(string because) =>
        HttpResponse.Text(403, $"This is for the operator, on this machine by loopback; {because}.");
}
