using System.Net;

namespace Elysia.Admission;

/// <summary>Tells a client on this very machine, asking for this machine by name, from everybody else.</summary>
/// <remarks>Matters only while authentication is off: then the right to push and to operate goes to local clients.</remarks>
public static class LocalCaller
{
    /// <summary>Whether a request comes from this machine, through no proxy, and names this machine.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="headers">The request's headers; null for one that is not there.</param>
    public static bool Is(Caller caller, Func<string, string?> headers) => caller.IsLocal && NamesLoopback(headers("Host"));

    /// <summary>Whether the Host header names this machine. A page of a stranger whose name was bound to 127.0.0.1 (DNS
    /// rebinding) comes from loopback too, but under its own name.</summary>
    private static bool NamesLoopback(string? host)
    {
        if (host is null || !Uri.TryCreate($"http://{host}/", UriKind.Absolute, out Uri? uri))
        {
            return false;
        }

        return uri.Host == "localhost" || (IPAddress.TryParse(uri.Host, out IPAddress? address) && IPAddress.IsLoopback(address));
    }
}
