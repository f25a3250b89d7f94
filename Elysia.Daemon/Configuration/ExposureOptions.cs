using System.Net;
using static Elysia.Configuration.OptionKinds;

namespace Elysia.Configuration;

/// <summary>Options: who can reach her, and whose word is believed about who they are.</summary>
internal static class ExposureOptions
{
    /// <summary>The options in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        Choice("ELYSIA_EXPOSE", null, ["no", "yes"],
            "Whether ELYSIA_HOST may be an address that strangers can reach. Read SECURITY.md first: there is no TLS here, so "
            + "what you want is a reverse proxy on this machine and the loopback address.",
            o => o.Admission.Expose ? "yes" : "no", (o, v) => With(o, o.Admission with { Expose = v == "yes" })),
        List("ELYSIA_ORIGINS", "self (the host that is asked), * (any page), null (pages without an origin, as from a file), or "
            + "origins as https://example.org, separated by commas",
            "Pages that may open a WebSocket. A client that is no browser names no origin and is not asked.",
            text => Every(text, IsOrigin), o => o.Admission.Origins, (o, v) => o.Admission with { Origins = v }),
        List("ELYSIA_TRUSTED_PROXIES", "addresses or networks as 127.0.0.1, 10.0.0.0/8, separated by commas",
            "Proxies whose X-Forwarded-For and Forwarded headers are believed. Nobody's by default: anybody can write them.",
            text => Networks(text) is { Count: > 0 }, o => o.Admission.TrustedProxies,
            (o, v) => o.Admission with { TrustedProxies = v }),
        List("ELYSIA_FRAME_ANCESTORS", "none, self, *, or origins as https://example.org, separated by commas",
            "Sites that may show the page in a frame. OBS opens it in a window of its own and needs none.",
            text => Every(text, IsAncestor), o => o.Admission.FrameAncestors, (o, v) => o.Admission with { FrameAncestors = v }),
    ];

    /// <summary>Whether strangers can reach an address that is listened on.</summary>
    public static bool IsPublic(string host) => host != "localhost" && !IPAddress.IsLoopback(IPAddress.Parse(host));

    /// <summary>The networks of a list; null when an entry is none.</summary>
    public static IReadOnlyList<IPNetwork>? Networks(string text)
    {
        List<IPNetwork> networks = [];
        foreach (string entry in AdmissionSettings.Entries(text))
        {
            if (IPAddress.TryParse(entry, out IPAddress? single) && single.ToString() == entry)
            {
                networks.Add(new IPNetwork(single, single.GetAddressBytes().Length * 8));
            }
            else if (IPNetwork.TryParse(entry, out IPNetwork network))
            {
                networks.Add(network);
            }
            else
            {
                return null;
            }
        }

        return networks;
    }

    private static DaemonOptions With(DaemonOptions options, AdmissionSettings admission) =>
        options with { Admission = admission };

    private static OptionDescriptor List(
        string name, string allowed, string help, Predicate<string> isAllowed,
        Func<DaemonOptions, string?> get, Func<DaemonOptions, string, AdmissionSettings> set) => new(
            name, null, allowed, help, false, get, (o, text) => isAllowed(text) ? With(o, set(o, text)) : null);

    private static bool Every(string text, Predicate<string> isAllowed) =>
        AdmissionSettings.Entries(text) is { Length: > 0 } entries && Array.TrueForAll(entries, isAllowed);

    private static bool IsOrigin(string text) => text is "self" or "*" or "null" || IsSite(text);

    private static bool IsAncestor(string text) => text is "none" or "self" or "*" || IsSite(text);

    // RFC 6454 section 6.1: scheme, host and, where it is not the scheme's own, port; nothing behind it.
    private static bool IsSite(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase)
        && uri.UserInfo.Length == 0;
}
