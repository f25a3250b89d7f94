using System.Net;
using static Elysia.Configuration.Options.OptionKinds;

namespace Elysia.Configuration.Options;

/// <summary>Options: addresses, ports and transport.</summary>
internal static class ListenOptions
{
    /// <summary>The options in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        new("ELYSIA_HOST", "AVATAR_HOST", "an IPv4 address of this machine, localhost, or 0.0.0.0 for all",
            "Address to listen on. The default is reachable from this machine only; put a reverse proxy in front of it before "
            + "others connect.",
            false, o => o.Host, (o, v) => IsHost(v) ? o with { Host = v } : null),
        Number("ELYSIA_PORT", "AVATAR_PORT", 0, 65535, null,
            "TCP port of the page, the WebSocket and the health check. 0 picks a free port; the log says which.",
            o => o.Port, (o, v) => o with { Port = v }),
        Number("ELYSIA_HTTP_PORT", "HTTP_PORT", 1, 65535, null,
            "A second TCP port that serves the same, for clients of the reference, whose page was on port 8080.",
            o => o.HttpPort, (o, v) => o with { HttpPort = v }),
        Choice("ELYSIA_TRANSPORT", null,
            "How WebSocket connections are served. auto uses Elysia's own, cheaper WebSocket code if a self-test at the start "
            + "succeeds, otherwise .NET's; plain always uses .NET's.",
            o => o.Transport, (o, v) => o with { Transport = v }),
    ];

    // HttpListener accepts no IPv6 literal, and a host name would be resolved to any one of its addresses.
    private static bool IsHost(string text) =>
        text == "localhost" || (IPAddress.TryParse(text, out IPAddress? address)
            && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork && text.Count(c => c == '.') == 3);
}

/// <summary>Whether WebSockets are taken out of HttpListener (ELYSIA_TRANSPORT).</summary>
internal enum TransportMode
{
    /// <summary>If the self-test at the start succeeds.</summary>
    Auto,

    /// <summary>Never.</summary>
    Plain,
}
