using System.Net;

namespace Elysia.Admission.Network;

/// <summary>Who is this: where a connection or a request comes from, as far as it can be trusted.</summary>
/// <param name="Address">The client's address: the peer's own, or the one that a trusted proxy named.</param>
/// <param name="IsForwarded">Whether it came through a trusted proxy.</param>
/// <param name="IsLocal">Whether it is a process of this machine that spoke for nobody else: it came from loopback without any
/// header of a proxy. Only such a client may have the rights of loopback.</param>
internal readonly record struct RemoteClient(IPAddress Address, bool IsForwarded, bool IsLocal)
{
    /// <summary>Whether the limits for strangers count it. A peer on loopback is a proxy or somebody with a shell.</summary>
    public bool IsStranger => IsForwarded || !IPAddress.IsLoopback(Address);

    /// <summary>Whether a request comes from this very machine and names this machine.</summary>
    /// <remarks>While authentication is off, such clients may push and operate.</remarks>
    /// <param name="headers">The request's headers; null for one that is not there.</param>
    public bool IsThisMachine(Func<string, string?> headers) => IsLocal && NamesThisMachine(headers("Host"));

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
