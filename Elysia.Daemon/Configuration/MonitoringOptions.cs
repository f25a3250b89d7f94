using static Elysia.Configuration.OptionKinds;

namespace Elysia.Configuration;

/// <summary>Options: how the daemon is watched, and when it warns.</summary>
internal static class MonitoringOptions
{
    private static readonly string[] OnOff = ["on", "off", "true", "false", "1", "0", "yes", "no"];

    /// <summary>The options in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        Choice("ELYSIA_MONITORING", "ENABLE_MONITORING", OnOff,
            "Metrics at /metrics, the operator's page at /status, alerts and OTLP. /health and /ready are always served.",
            o => o.Monitoring ? "on" : "off", (o, v) => o with { Monitoring = v is "on" or "true" or "1" or "yes" }),
        Number("ELYSIA_ALERT_CPU", null, 0, 100, "Warns when the daemon uses more percent of its cores than this; 0 never.",
            o => o.AlertCpuPercent, (o, v) => o with { AlertCpuPercent = v }),
        Number("ELYSIA_ALERT_MEMORY", null, 0, 100,
            "Warns when the daemon fills more percent of the memory it may use than this; 0 never.",
            o => o.AlertMemoryPercent, (o, v) => o with { AlertMemoryPercent = v }),
        Number("ELYSIA_ALERT_LATENCY", null, 0, 60_000,
            "Warns when pictures are older than so many milliseconds as they leave (95th percentile); 0 never.",
            o => o.AlertLatencyMs, (o, v) => o with { AlertLatencyMs = v }),
        Number("ELYSIA_ALERT_SILENT", null, 0, 86_400,
            "Warns when a client that drove her by moods, an engine, has been silent for so many seconds; 0 never.",
            o => o.AlertSilentSeconds, (o, v) => o with { AlertSilentSeconds = v }),
        new("ELYSIA_OTLP_ENDPOINT", null, "an http or https URL",
            "An OTLP collector the metrics are pushed to, as http://127.0.0.1:4318. Unset by default.",
            false, o => o.OtlpEndpoint?.ToString(), (o, v) => IsUrl(v, out Uri? url) ? o with { OtlpEndpoint = url } : null),
        Choice("ELYSIA_OTLP_PROTOCOL", null, "What the collector speaks: OTLP over HTTP or over gRPC.",
            o => o.OtlpProtocol, (o, v) => o with { OtlpProtocol = v }),
        Number("ELYSIA_OTLP_SECONDS", null, 1, 3600, "Seconds between two pushes.",
            o => o.OtlpSeconds, (o, v) => o with { OtlpSeconds = v }),
    ];

    private static bool IsUrl(string text, out Uri? url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url) && url.Scheme is ("http" or "https");
}

/// <summary>What the collector of metrics speaks (ELYSIA_OTLP_PROTOCOL).</summary>
public enum OtlpProtocol
{
    /// <summary>OTLP over HTTP.</summary>
    Http,

    /// <summary>OTLP over gRPC.</summary>
    Grpc,
}
