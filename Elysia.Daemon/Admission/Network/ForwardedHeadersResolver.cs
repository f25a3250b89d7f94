using System.Net;

namespace Elysia.Admission.Network;

/// <summary>Finds out who is really asking: the peer, or the client that a trusted proxy names.</summary>
/// <remarks>Any thread. The headers are read from the right, through trusted hops only, so a client that writes them itself
/// gains nothing: its own words stand left of what the proxy wrote.</remarks>
/// <param name="proxies">Whose headers are believed.</param>
/// <param name="counters">Where headers that are not believed are counted.</param>
/// <param name="disbelieved">Called once, with the first peer that sends headers of a proxy and is no trusted one.</param>
internal sealed class ForwardedHeadersResolver(
    IReadOnlyList<IPNetwork> proxies, AdmissionCounters counters, Action<IPAddress> disbelieved)
{
    // Whoever sends one of these speaks for somebody else, so it is not this machine's own.
    private static readonly string[] ProxyHeaders =
        ["X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Host", "X-Forwarded-Proto", "Via"];

    /// <summary>Whether an address is a trusted proxy's.</summary>
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

    /// <summary>Who is asking.</summary>
    /// <param name="peer">The other end of the TCP connection.</param>
    /// <param name="headers">The request's headers; null for one that is not there.</param>
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
            // The proxy speaks for somebody, and does not say understandably for whom: all of those share one address.
            counters.MalformedProxyHeader();
        }

        return new RemoteClient(client ?? own, IsForwarded: true, IsLocal: false);
    }

    /// <summary>The client that the headers name; null when they are malformed, absent or contradict each other.</summary>
    /// <remarks>Most proxies write one of the two and pass the other on as the client wrote it, so when both are there only a
    /// common answer is one.</remarks>
    private IPAddress? ClientOf(string? xForwardedFor, string? forwarded)
    {
        IPAddress? left = xForwardedFor is null ? null : ForwardedFor.Find(xForwardedFor, IsTrusted);
        IPAddress? right = forwarded is null ? null : ForwardedFor.FindRfc7239(forwarded, IsTrusted);
        return xForwardedFor is null ? right : forwarded is null || (right is not null && right.Equals(left)) ? left : null;
    }
}
