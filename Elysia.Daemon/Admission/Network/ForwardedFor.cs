using System.Net;
using System.Net.Sockets;

namespace Elysia.Admission.Network;

/// <summary>Parses the hops of X-Forwarded-For and of Forwarded (RFC 7239). Anyone can write these headers, so
/// everything that is not strictly valid is rejected.</summary>
internal static class ForwardedFor
{
    /// <summary>The maximum number of hops. A chain of proxies has two or three; a longer header was made to waste CPU
    /// time.</summary>
    private const int MaxHops = 16;

    /// <summary>Returns the first hop of X-Forwarded-For from the right that is not a trusted proxy, or the leftmost hop if all
    /// are trusted.</summary>
    /// <param name="header">The header. The text left of that hop was written by the client and is not read.</param>
    /// <param name="isTrusted">Whether an address is a trusted proxy.</param>
    /// <returns>Null when a hop that counts is malformed.</returns>
    public static IPAddress? Find(string header, Func<IPAddress, bool> isTrusted) =>
        Find(header, isTrusted, static element => element);

    /// <summary>Returns the same hop of Forwarded.</summary>
    public static IPAddress? FindRfc7239(string header, Func<IPAddress, bool> isTrusted) => Find(header, isTrusted, FindFor);

    private static IPAddress? Find(string header, Func<IPAddress, bool> isTrusted, Func<string, string?> node)
    {
        int end = header.Length;
        for (int hop = 0; hop < MaxHops; hop++)
        {
            int comma = end == 0 ? -1 : header.LastIndexOf(',', end - 1);
            string element = header[(comma + 1)..end].Trim();
            if (node(element) is not { } text || Parse(text) is not { } address)
            {
                return null;
            }

            if (comma < 0 || !isTrusted(address))
            {
                return address;
            }

            end = comma;
        }

        return null;
    }

    /// <summary>Returns the value of "for" in one element, without its quotes.</summary>
    private static string? FindFor(string element)
    {
        string? found = null;
        foreach (string pair in element.Split(';', StringSplitOptions.TrimEntries))
        {
            if (pair.StartsWith("for=", StringComparison.OrdinalIgnoreCase))
            {
                // A parameter that is repeated is malformed.
                found = found is null ? pair["for=".Length..] : "";
            }
        }

        return found is ['"', .. var inner, '"'] ? inner : found;
    }

    /// <summary>Parses one node: an IPv4 address, or an IPv6 address (in brackets when a port follows), with or without
    /// a port.</summary>
    private static IPAddress? Parse(string node)
    {
        string text = node;
        if (node.StartsWith('['))
        {
            int end = node.IndexOf(']', StringComparison.Ordinal);
            if (end < 0 || !IsPort(node.AsSpan(end + 1)))
            {
                return null;
            }

            text = node[1..end];
        }
        else if (node.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && colon == node.LastIndexOf(':'))
        {
            if (!IsPort(node.AsSpan(colon)))
            {
                return null;
            }

            text = node[..colon];
        }

        // IPAddress.TryParse accepts "1" and "0x7f.1", which proxies do not write; a scope identifier belongs to
        // another machine's interface.
        return IPAddress.TryParse(text, out IPAddress? address) && !text.Contains('%', StringComparison.Ordinal)
            && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == text)
            ? Plain(address) : null;
    }

    /// <summary>Returns the address; an IPv4-mapped IPv6 address as IPv4.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static bool IsPort(ReadOnlySpan<char> text) =>
        text.IsEmpty || (text[0] == ':' && text.Length is > 1 and <= 6 && text[1..].IndexOfAnyExceptInRange('0', '9') < 0);
}
