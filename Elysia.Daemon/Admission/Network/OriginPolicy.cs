using System.Net;

namespace Elysia.Admission.Network;

/// <summary>Decides which pages may open a WebSocket (RFC 6455 section 10.2). A browser sends the origin of the page;
/// other clients send none, and for them an origin proves nothing.</summary>
/// <param name="allowed">The entries of ELYSIA_ORIGINS.</param>
/// <param name="pagePort">A port beside the asked one at which the page is served, too; 0 for none.</param>
internal sealed class OriginPolicy(IReadOnlyList<string> allowed, int pagePort = 0)
{
    private const string NoOrigin = "null";

    private readonly bool _self = allowed.Contains("self");
    private readonly bool _any = allowed.Contains("*");

    // A browser names the origin of a page from a file "null"; some desktop shells name it "file://".
    private readonly HashSet<string> _sites = new(
        allowed.Contains("file://", StringComparer.OrdinalIgnoreCase) ? [.. allowed, NoOrigin] : allowed,
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a page may connect.</summary>
    /// <param name="origin">The Origin header; null when it is absent.</param>
    /// <param name="host">The Host header: the name by which the client addresses the server.</param>
    /// <param name="client">The client that sent the request.</param>
    public bool Allows(string? origin, string? host, RemoteClient client) =>
        origin is null || _any || _sites.Contains(origin) || (_self && IsSelf(origin, host, client));

    /// <summary>Whether the page comes from the requested host.</summary>
    private bool IsSelf(string origin, string? host, RemoteClient client)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out Uri? page) || page.Scheme is not ("http" or "https")
            || !Uri.TryCreate($"http://{host}/", UriKind.Absolute, out Uri? asked)
            || NameOf(asked) is not { } name || !string.Equals(NameOf(page), name, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // On this machine a page may push moods without a token, and each port belongs to another program. Elsewhere the port
        // tells nothing, because a proxy may leave it out.
        return !client.IsLocal || (IsLoopback(name) && IsOwnPort(page, asked));
    }

    /// <summary>Whether a name is one of loopback. DNS rebinding: a page on the Internet may make its own name resolve to
    /// this machine; a local browser that is not deceived uses a loopback name.</summary>
    private static bool IsLoopback(string name) =>
        name == "localhost"
        || (IPAddress.TryParse(name.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));

    private bool IsOwnPort(Uri page, Uri asked) =>
        page.Port == asked.Port || (page.IsDefaultPort && asked.IsDefaultPort) || (pagePort != 0 && page.Port == pagePort);

    /// <summary>Returns the host of an address; null when it is not a valid name, e.g., "xn--" before invalid letters.</summary>
    private static string? NameOf(Uri address)
    {
        try
        {
            return address.IdnHost;
        }
        catch (Exception e) when (e is UriFormatException or ArgumentException)
        {
            return null;
        }
    }
}
