using System.Net;

namespace Elysia.Admission.Network;

/// <summary>Tells a client on this very machine, asking for this machine by name, from everybody else.</summary>
/// <remarks>While authentication is off, the right to push and to operate goes to local clients; what the operator sees is theirs
/// in any case.</remarks>
public static class LocalClient
{
    /// <summary>Whether a request comes from this machine, through no proxy, and names this machine.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="headers">The request's headers; null for one that is not there.</param>
    public static bool Is(RemoteClient client, Func<string, string?> headers) =>
        client.IsLocal && NamesThisMachine(headers("Host"));

    /// <summary>Whether the Host header names this machine. A page of a stranger whose name was bound to 127.0.0.1 (DNS
    /// rebinding) comes from loopback too, but under its own name.</summary>
    public static bool NamesThisMachine(string? host)
    {
        if (host is null || !Uri.TryCreate($"http://{host}/", UriKind.Absolute, out Uri? uri))
        {
            return false;
        }

        return uri.Host == "localhost" || (IPAddress.TryParse(uri.Host, out IPAddress? address) && IPAddress.IsLoopback(address));
    }
}
