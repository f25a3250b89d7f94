using System.Buffers.Binary;
using System.Net;

namespace Elysia.Admission.Limiting;

/// <summary>Names those that have one share of what is bounded: the subject of a token, or else an address. An IPv6 address
/// counts as its /64 network (RFC 4291: a host with one address of it usually has all), an IPv4-mapped one as IPv4.</summary>
/// <remarks>A memory key is no subject here: anybody can make up as many as they like.</remarks>
internal readonly record struct Source
{
    private const int NetworkBytes = 8;

    private readonly string? _subject;
    private readonly UInt128 _network;

    private Source(string? subject, UInt128 network) => (_subject, _network) = (subject, network);

    /// <summary>The source of an address.</summary>
    public static Source From(IPAddress address) => new(null, Network(address, NetworkBytes));

    /// <summary>The source of somebody with a token, or of an address where the subject is empty.</summary>
    public static Source From(string subject, IPAddress address) => subject.Length > 0 ? From(subject) : From(address);

    /// <summary>The source of the subject of a token.</summary>
    public static Source From(string subject) => new(subject, 0);

    /// <summary>The part of the Internet that an address belongs to: the /32 of an IPv6 address, which is what a provider has,
    /// and the address itself for IPv4.</summary>
    public static Source ProviderOf(IPAddress address) => new(null, Network(address, NetworkBytes / 2));

    // An IPv4 address is ::ffff:a.b.c.d. No network of IPv6 equals one, because the lower half of a network is zero.
    private static UInt128 Network(IPAddress address, int bytes)
    {
        Span<byte> all = stackalloc byte[16];
        IPAddress mapped = address.MapToIPv6();
        mapped.TryWriteBytes(all, out _);
        if (!mapped.IsIPv4MappedToIPv6)
        {
            all[bytes..].Clear();
        }

        return BinaryPrimitives.ReadUInt128BigEndian(all);
    }
}
