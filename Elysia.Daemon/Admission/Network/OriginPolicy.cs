using System.Net;

namespace Elysia.Admission.Network;

/// <summary>Which pages may open a WebSocket (RFC 6455 section 10.2). A browser names the page's origin; what is no browser
/// names none, and an origin proves nothing about it.</summary>
/// <param name="allowed">The entries of ELYSIA_ORIGINS.</param>
internal sealed class OriginPolicy(IReadOnlyList<string> allowed)
{
    private readonly bool _self = allowed.Contains("self");
    private readonly bool _any = allowed.Contains("*");
    private readonly HashSet<string> _sites = new(allowed, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a page may connect.</summary>
    /// <param name="origin">The Origin header; null when there is none.</param>
    /// <param name="host">The Host header, the name that the client believes to speak to.</param>
    /// <param name="client">Who is asking.</param>
    public bool Allows(string? origin, string? host, RemoteClient client) =>
        origin is null || _any || _sites.Contains(origin) || (_self && IsSelf(origin, host, client));

    /// <summary>Whether the page comes from the host that is asked, whatever its port: the reference served its page on
    /// another one.</summary>
    private static bool IsSelf(string origin, string? host, RemoteClient client)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out Uri? page) || page.Scheme is not ("http" or "https")
            || !Uri.TryCreate($"http://{host}/", UriKind.Absolute, out Uri? asked)
            || !string.Equals(page.IdnHost, asked.IdnHost, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // DNS rebinding: a page of the Internet whose name has come to mean this machine. A browser on this machine that was not
        // led astray calls it by a name of loopback.
        return !client.IsLocal || asked.IdnHost == "localhost"
            || (IPAddress.TryParse(asked.IdnHost.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
    }
}
