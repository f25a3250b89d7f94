using System.Net;

namespace Elysia.Admission.Network;

/// <summary>Who is this: where a connection or a request comes from, as far as it can be trusted.</summary>
/// <param name="Address">The client's address: the peer's own, or the one that a trusted proxy named.</param>
/// <param name="IsForwarded">Whether it came through a trusted proxy.</param>
/// <param name="IsLocal">Whether it is a process of this machine that spoke for nobody else: it came from loopback without any
/// header of a proxy. Only such a client may have the rights of loopback.</param>
public readonly record struct RemoteClient(IPAddress Address, bool IsForwarded, bool IsLocal)
{
    /// <summary>Whether the limits for strangers count it. A peer on loopback is a proxy or somebody with a shell.</summary>
    public bool IsStranger => IsForwarded || !IPAddress.IsLoopback(Address);
}
