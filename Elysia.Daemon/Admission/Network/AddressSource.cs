using System.Net;
using System.Net.Sockets;

namespace Elysia.Admission.Network;

/// <summary>Which addresses count as one source.</summary>
internal static class AddressSource
{
    // RFC 4291: a client with one address of IPv6 usually has all of its /64.
    private const int NetworkBytes = 8;

    /// <summary>The source of an address: an IPv4 address is one of its own, an IPv6 address belongs to its /64.</summary>
    public static IPAddress From(IPAddress address)
    {
        IPAddress plain = ForwardedFor.Plain(address);
        if (plain.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return plain;
        }

        Span<byte> bytes = stackalloc byte[16];
        plain.TryWriteBytes(bytes, out _);
        bytes[NetworkBytes..].Clear();
        return new IPAddress(bytes);
    }
}
