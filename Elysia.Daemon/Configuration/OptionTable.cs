using System.Globalization;
using System.Net;

namespace Elysia.Configuration;

/// <summary>Every option once: name, alias, range, reason, how it is read and shown. Help, `config` and errors all come from
/// here.</summary>
public static class OptionTable
{
    private static readonly string[] LogLevels = ["debug", "info", "warning", "error", "critical", "none"];

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
        Number("ELYSIA_MIN_FPS", "MIN_FPS", 1, 120, "Ticks per second when nothing goes on.",
            o => o.MinFps, (o, v) => o with { MinFps = v }),
        Number("ELYSIA_MAX_FPS", "MAX_FPS", 1, 120, "Ticks per second at full activity; at least ELYSIA_MIN_FPS.",
            o => o.MaxFps, (o, v) => o with { MaxFps = v }),
        new("ELYSIA_DELTA_THRESHOLD", "DELTA_THRESHOLD", "a number from 0.0001 to 0.5",
            "How far a viewer's picture may be from the truth while it moves; at rest it is exact. Smaller costs bytes.",
            false, o => o.DeltaThreshold.ToString(CultureInfo.InvariantCulture),
            (o, v) => IsNumber(v, out double d) && d is >= 0.0001 and <= 0.5 ? o with { DeltaThreshold = d } : null),
        Number("ELYSIA_MAX_VIEWERS", null, 1, 100_000, "Most connections at a time; one more is answered with 503. "
            + "Each needs one file descriptor.",
            o => o.MaxViewers, (o, v) => o with { MaxViewers = v }),
        Number("ELYSIA_SLOW_CLOSE", null, 3, 3600, "Seconds a viewer may read nothing before it is closed as slow.",
            o => (int)o.SlowClose.TotalSeconds, (o, v) => o with { SlowClose = TimeSpan.FromSeconds(v) }),
        Choice("ELYSIA_LOG_LEVEL", "LOG_LEVEL", LogLevels, "The least severe messages that are logged.",
            o => o.LogLevel, (o, v) => o with { LogLevel = v }),
        Choice("ELYSIA_LOG_FORMAT", null, ["auto", "console", "journal", "json"],
            "How log lines look; auto is journal under systemd and console elsewhere.",
            o => o.LogFormat, (o, v) => o with { LogFormat = v }),
        Choice("ELYSIA_TRANSPORT", null, ["auto", "plain"],
            "auto takes WebSockets out of HttpListener where a start-up probe shows that it works; plain never does.",
            o => o.Transport, (o, v) => o with { Transport = v }),
        Choice("ELYSIA_AUTH", "ENABLE_AUTH", ["off", "false", "0", "no"],
            "Authentication. This version has none, so anything but off is refused rather than silently ignored.",
            o => o.Auth, (o, _) => o with { Auth = "off" }),
        new("ELYSIA_JWT_SECRET", "JWT_SECRET", "at least 32 bytes",
            "Secret for tokens. Accepted for configurations of the reference; it has no effect while ELYSIA_AUTH is off.",
            true, o => o.JwtSecret, (o, v) => System.Text.Encoding.UTF8.GetByteCount(v) >= 32 ? o with { JwtSecret = v } : null),
    ];

    /// <summary>Variables of the reference's guide that are understood and have no effect in this version, with the
    /// reason.</summary>
    public static IReadOnlyDictionary<string, string> WithoutEffect { get; } = new Dictionary<string, string>
    {
        ["ENABLE_MONITORING"] = "health is always served at /health",
        ["ENABLE_LOGGING"] = "logs go to standard output, which systemd keeps in the journal; use "
            + "ELYSIA_LOG_LEVEL=none to silence them",
        ["DATA_DIR"] = "nothing is stored on disk",
        ["LOG_DIR"] = "logs go to standard output, which systemd keeps in the journal",
    };

    private static OptionDescriptor Number(
        string name, string? alias, int min, int max, string help,
        Func<DaemonOptions, int?> get, Func<DaemonOptions, int, DaemonOptions> set) => new(
            name, alias, string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}"), help, false,
            o => get(o)?.ToString(CultureInfo.InvariantCulture),
            (o, text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
                && value >= min && value <= max ? set(o, value) : null);

    private static OptionDescriptor Choice(
        string name, string? alias, string[] allowed, string help,
        Func<DaemonOptions, string?> get, Func<DaemonOptions, string, DaemonOptions> set) => new(
            name, alias, $"one of: {string.Join(", ", allowed)}", help, false, get,
            (o, text) => allowed.FirstOrDefault(a => string.Equals(a, text, StringComparison.OrdinalIgnoreCase)) is { } value
                ? set(o, value) : null);

    private static bool IsNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    // HttpListener takes no IPv6 literal, and a host name would be resolved to whatever comes first.
    private static bool IsHost(string text) =>
        text == "localhost" || (IPAddress.TryParse(text, out IPAddress? address)
            && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork && text.Count(c => c == '.') == 3);
}
