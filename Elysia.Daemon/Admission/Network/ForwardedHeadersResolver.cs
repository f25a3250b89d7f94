using System.Net;

namespace Elysia.Admission.Network;

/// <summary>Finds the client of a request: the peer, or the client that a trusted proxy names.</summary>
/// <remarks>Any thread. The headers are read from the right, through trusted hops only. A client gains nothing by
/// writing them itself, because its entries stand to the left of those that the proxy adds.</remarks>
/// <param name="proxies">The networks of the trusted proxies.</param>
/// <param name="counters">Counts headers that are not trusted or malformed.</param>
/// <param name="disbelieved">Called once, with the first peer that sends proxy headers and is not a trusted
/// proxy.</param>
internal sealed class ForwardedHeadersResolver(
    IReadOnlyList<IPNetwork> proxies, AdmissionCounters counters, Action<IPAddress> disbelieved)
{
    // A peer that sends one of these forwards for another client, so it does not count as a local process.
    private static readonly string[] ProxyHeaders =
        ["X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Host", "X-Forwarded-Proto", "Via"];

    /// <summary>Whether an address belongs to a trusted proxy.</summary>
    public bool IsTrusted(IPAddress address)
    {
        IPAddress plain = ForwardedFor.Plain(address);
        foreach (IPNetwork network in proxies)
        {
            if (network.Contains(plain))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns the client of a request.</summary>
    /// <param name="peer">The other end of the TCP connection.</param>
    /// <param name="headers">Looks up a header of the request; null when it is absent.</param>
    public RemoteClient Resolve(IPAddress peer, Func<string, string?> headers)
    {
        IPAddress own = ForwardedFor.Plain(peer);
        if (!Array.Exists(ProxyHeaders, name => headers(name) is not null))
        {
            return new RemoteClient(own, IsForwarded: false, IsLocal: IPAddress.IsLoopback(own));
        }

        if (!IsTrusted(own))
        {
            if (counters.UntrustedProxyHeader() == 1)
            {
                disbelieved(own);
            }

            return new RemoteClient(own, IsForwarded: false, IsLocal: false);
        }

        IPAddress? client = ClientOf(headers("X-Forwarded-For"), headers("Forwarded"));
        if (client is null)
        {
            // The proxy forwards for a client that it does not name clearly: all such clients share the proxy's
            // address.
            counters.MalformedProxyHeader();
        }

        return new RemoteClient(client ?? own, IsForwarded: true, IsLocal: false);
    }

    /// <summary>Returns the client that the headers name; null when they are malformed, absent or
    /// contradictory.</summary>
    /// <remarks>Most proxies write one of the two and pass the other on unchanged, so when both are present they must
    /// agree.</remarks>
    private IPAddress? ClientOf(string? xForwardedFor, string? forwarded)
    {
        IPAddress? left = xForwardedFor is null ? null : ForwardedFor.Find(xForwardedFor, IsTrusted);
        IPAddress? right = forwarded is null ? null : ForwardedFor.FindRfc7239(forwarded, IsTrusted);
        return xForwardedFor is null ? right : forwarded is null || (right is not null && right.Equals(left)) ? left : null;
    }
}
