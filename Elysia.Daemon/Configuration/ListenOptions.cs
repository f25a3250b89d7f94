using System.Net;
using static Elysia.Configuration.OptionKinds;

namespace Elysia.Configuration;

/// <summary>Options: where it listens and how connections are taken.</summary>
internal static class ListenOptions
{
    /// <summary>The options in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        new("ELYSIA_HOST", "AVATAR_HOST", "an IPv4 address of this machine, localhost, or 0.0.0.0 for all",
            "Address to listen on. Loopback by default: put a reverse proxy in front before others may connect.",
            false, o => o.Host, (o, v) => IsHost(v) ? o with { Host = v } : null),
        Number("ELYSIA_PORT", "AVATAR_PORT", 0, 65535, "TCP port of page, health and WebSocket; 0 takes a free one, "
            + "which the log names.",
            o => o.Port, (o, v) => o with { Port = v }),
        Number("ELYSIA_HTTP_PORT", "HTTP_PORT", 1, 65535, "A second TCP port for the same (the reference used 8080 "
            + "for its page). Unset by default.",
            o => o.HttpPort, (o, v) => o with { HttpPort = v }),
        Choice("ELYSIA_TRANSPORT", null,
            "auto takes WebSockets out of HttpListener where a start-up probe shows that it works; plain never does.",
            o => o.Transport, (o, v) => o with { Transport = v }),
    ];

    // HttpListener takes no IPv6 literal, and a host name would be resolved to whatever comes first.
    private static bool IsHost(string text) =>
        text == "localhost" || (IPAddress.TryParse(text, out IPAddress? address)
            && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork && text.Count(c => c == '.') == 3);
}

/// <summary>Whether WebSockets are taken out of HttpListener (ELYSIA_TRANSPORT).</summary>
public enum TransportMode
{
    /// <summary>Where a probe at the start shows that it works.</summary>
    Auto,

    /// <summary>Never.</summary>
    Plain,
}
