using System.Net;

namespace Elysia.Admission.Network;

/// <summary>Decides which pages may open a WebSocket (RFC 6455 section 10.2). A browser sends the origin of the page;
/// other clients send none, and for them an origin proves nothing.</summary>
/// <param name="allowed">The entries of ELYSIA_ORIGINS.</param>
internal sealed class OriginPolicy(IReadOnlyList<string> allowed)
{
    private readonly bool _self = allowed.Contains("self");
    private readonly bool _any = allowed.Contains("*");
    private readonly HashSet<string> _sites = new(allowed, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a page may connect.</summary>
    /// <param name="origin">The Origin header; null when it is absent.</param>
    /// <param name="host">The Host header: the name by which the client addresses the server.</param>
    /// <param name="client">The client that sent the request.</param>
    public bool Allows(string? origin, string? host, RemoteClient client) =>
        origin is null || _any || _sites.Contains(origin) || (_self && IsSelf(origin, host, client));

    /// <summary>Whether the page comes from the requested host, on any port: the reference served its page on another
    /// port.</summary>
    private static bool IsSelf(string origin, string? host, RemoteClient client)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out Uri? page) || page.Scheme is not ("http" or "https")
            || !Uri.TryCreate($"http://{host}/", UriKind.Absolute, out Uri? asked)
            || !string.Equals(page.IdnHost, asked.IdnHost, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // DNS rebinding: a page on the Internet may make its own name resolve to this machine. A local browser that is
        // not deceived uses a loopback name.
        return !client.IsLocal || asked.IdnHost == "localhost"
            || (IPAddress.TryParse(asked.IdnHost.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
    }
}
