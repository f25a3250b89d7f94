using System.Net;

namespace Elysia.Admission.Network;

/// <summary>Which pages may open a WebSocket (RFC 6455 section 10.2). A browser names the page's origin; what is no browser
/// names none, and an origin proves nothing about it.</summary>
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
    /// <param name="origin">The Origin header; null when there is none.</param>
    /// <param name="host">The Host header, the name that the client believes to speak to.</param>
    /// <param name="client">Who is asking.</param>
    public bool Allows(string? origin, string? host, RemoteClient client) =>
        origin is null || _any || _sites.Contains(origin) || (_self && IsSelf(origin, host, client));

    /// <summary>Whether the page comes from the host that is asked.</summary>
    private bool IsSelf(string origin, string? host, RemoteClient client)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out Uri? page) || page.Scheme is not ("http" or "https")
            || !Uri.TryCreate($"http://{host}/", UriKind.Absolute, out Uri? asked)
            || NameOf(asked) is not { } name || !string.Equals(NameOf(page), name, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // On this machine a page may push moods without a token, and each port is another program's. Elsewhere a port says
        // nothing: a proxy may leave it out.
        return !client.IsLocal || (IsLoopback(name) && IsOwnPort(page, asked));
    }

    /// <summary>DNS rebinding: a page of the Internet whose name has come to mean this machine. A browser on this machine
    /// that was not led astray calls it by a name of loopback.</summary>
    private static bool IsLoopback(string name) =>
        name == "localhost"
        || (IPAddress.TryParse(name.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));

    private bool IsOwnPort(Uri page, Uri asked) =>
        page.Port == asked.Port || (page.IsDefaultPort && asked.IsDefaultPort) || (pagePort != 0 && page.Port == pagePort);

    /// <summary>The host of an address; null when it is no name, e.g., "xn--" before letters that stand for none.</summary>
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
