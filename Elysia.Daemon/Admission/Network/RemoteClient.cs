using System.Net;

namespace Elysia.Admission.Network;

/// <summary>The client of a connection or a request, as far as its address can be trusted.</summary>
/// <param name="Address">The client's address: the peer's own, or the one that a trusted proxy named.</param>
/// <param name="IsForwarded">Whether the client came through a trusted proxy.</param>
/// <param name="IsLocal">Whether the client is a process on this machine that does not forward for another: it came
/// from loopback without proxy headers. Only such a client may have the rights of loopback.</param>
internal readonly record struct RemoteClient(IPAddress Address, bool IsForwarded, bool IsLocal)
{
    /// <summary>Whether the limits for strangers apply. A peer on loopback is a proxy or a local user.</summary>
    public bool IsStranger => IsForwarded || !IPAddress.IsLoopback(Address);

    /// <summary>Whether a request comes from this machine and its Host header names this machine.</summary>
    /// <remarks>While authentication is off, such clients may push and operate.</remarks>
    /// <param name="headers">Looks up a header of the request; null when it is absent.</param>
    public bool IsThisMachine(Func<string, string?> headers) => IsLocal && NamesThisMachine(headers("Host"));

    /// <summary>Whether the Host header names this machine. A foreign page whose name resolves to 127.0.0.1 (DNS
    /// rebinding) also comes from loopback, but under its own name.</summary>
    public static bool NamesThisMachine(string? host)
    {
        if (host is null || !Uri.TryCreate($"http://{host}/", UriKind.Absolute, out Uri? uri))
        {
            return false;
        }

        return uri.Host == "localhost" || (IPAddress.TryParse(uri.Host, out IPAddress? address) && IPAddress.IsLoopback(address));
    }
}
