using System.Net;
using System.Text.RegularExpressions;
using static Elysia.Configuration.Options.OptionKinds;

namespace Elysia.Configuration.Options;

/// <summary>Options: which networks, pages and proxies may reach the daemon.</summary>
internal static partial class ExposureOptions
{
    /// <summary>The options in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        Choice("ELYSIA_EXPOSE", null, ["no", "yes"],
            "Must be yes when ELYSIA_HOST is reachable from other machines. Read SECURITY.md first: Elysia does not speak TLS, "
            + "so what you want is almost always a reverse proxy on this machine and the default ELYSIA_HOST.",
            o => o.Admission.Expose ? "yes" : "no", (o, v) => With(o, o.Admission with { Expose = v == "yes" })),
        List("ELYSIA_ORIGINS", "a list, separated by commas, of self (pages that Elysia serves), * (any page), null (pages "
            + "without an origin), file:// (pages opened from a file) and origins such as https://example.org or "
            + "tauri://localhost",
            "Web pages that may open a WebSocket. Programs that are not browsers send no origin and are not affected. A "
            + "desktop shell needs its origin here, e.g., tauri://localhost, capacitor://localhost, app://. or "
            + "chrome-extension://ID.",
            text => Every(text, IsOrigin), o => o.Admission.Origins, (o, v) => o.Admission with { Origins = v }),
        List("ELYSIA_TRUSTED_PROXIES", "a list of addresses and networks, separated by commas, e.g., 127.0.0.1,10.0.0.0/8",
            "Reverse proxies whose X-Forwarded-For and Forwarded headers are trusted. None by default, because any client can "
            + "send these headers.",
            text => Networks(text) is { Count: > 0 }, o => o.Admission.TrustedProxies,
            (o, v) => o.Admission with { TrustedProxies = v }),
        List("ELYSIA_FRAME_ANCESTORS", "none, *, or a list, separated by commas, of self and origins such as https://example.org",
            "Sites that may embed the page in a frame. OBS does not need this: its browser source is not a frame.",
            text => Every(text, IsAncestor), o => o.Admission.FrameAncestors, (o, v) => o.Admission with { FrameAncestors = v }),
    ];

    /// <summary>Whether other machines can reach an address that is listened on.</summary>
    public static bool IsPublic(string host) => host != "localhost" && !IPAddress.IsLoopback(IPAddress.Parse(host));

    /// <summary>Parses a list of networks; returns null if any entry is not one.</summary>
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

    private static bool IsOrigin(string text) =>
        text is "self" or "*" or "null" or "file://" || IsSite(text) || Shell().IsMatch(text);

    private static bool IsAncestor(string text) => text is "none" or "self" or "*" || IsSite(text);

    // RFC 6454 section 6.1: scheme, host and, unless it is the scheme's default, port; nothing after it.
    private static bool IsSite(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase)
        && uri.UserInfo.Length == 0;

    // The origins of Tauri, Capacitor, Electron and extensions of browsers: a scheme of their own and a name.
    [GeneratedRegex(
        @"^(?!(?:https?|wss?|ftp|file|data|javascript|blob|about)://)[a-z][a-z0-9+.-]*://[a-z0-9._-]+\z",
        RegexOptions.IgnoreCase)]
    private static partial Regex Shell();
}
