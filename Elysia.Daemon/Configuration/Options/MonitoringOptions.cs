using static Elysia.Configuration.Options.OptionKinds;

namespace Elysia.Configuration.Options;

/// <summary>Options: metrics, the status page and alerts.</summary>
internal static class MonitoringOptions
{
    private static readonly string[] OnOff = ["on", "off", "true", "false", "1", "0", "yes", "no"];

    /// <summary>The options in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        Choice("ELYSIA_MONITORING", "ENABLE_MONITORING", OnOff,
            "Whether to serve metrics at /metrics and the status page at /status, raise alerts and push metrics. /health and "
            + "/ready are always served.",
            o => o.Monitoring ? "on" : "off", (o, v) => o with { Monitoring = v is "on" or "true" or "1" or "yes" }),
        Number("ELYSIA_ALERT_CPU", null, 0, 100, "percent", "CPU use, of the cores the daemon may use, above which it warns; 0 "
            + "disables the warning.",
            o => o.AlertCpuPercent, (o, v) => o with { AlertCpuPercent = v }),
        Number("ELYSIA_ALERT_MEMORY", null, 0, 100, "percent",
            "Memory use, of the memory the daemon may use, above which it warns; 0 disables the warning.",
            o => o.AlertMemoryPercent, (o, v) => o with { AlertMemoryPercent = v }),
        Number("ELYSIA_ALERT_LATENCY", null, 0, 60_000, "milliseconds",
            "Age of updates when they are sent (95th percentile) above which the daemon warns; 0 disables the warning.",
            o => o.AlertLatencyMs, (o, v) => o with { AlertLatencyMs = v }),
        Number("ELYSIA_ALERT_SILENT", null, 0, 86_400, "seconds",
            "Silence of an engine, a client that has sent moods, after which the daemon warns; 0 disables the warning.",
            o => o.AlertSilentSeconds, (o, v) => o with { AlertSilentSeconds = v }),
        new("ELYSIA_OTLP_ENDPOINT", null, "an http or https URL",
            "An OpenTelemetry (OTLP) collector to which metrics are pushed, e.g., http://127.0.0.1:4318.",
            false, o => o.OtlpEndpoint?.ToString(), (o, v) => IsUrl(v, out Uri? url) ? o with { OtlpEndpoint = url } : null),
        Choice("ELYSIA_OTLP_PROTOCOL", null, "Protocol of the collector: OTLP over HTTP or over gRPC.",
            o => o.OtlpProtocol, (o, v) => o with { OtlpProtocol = v }),
        Number("ELYSIA_OTLP_SECONDS", null, 1, 3600, "seconds", "Time between two pushes.",
            o => o.OtlpSeconds, (o, v) => o with { OtlpSeconds = v }),
    ];

    private static bool IsUrl(string text, out Uri? url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url) && url.Scheme is ("http" or "https");
}

/// <summary>The protocol of the metrics collector (ELYSIA_OTLP_PROTOCOL).</summary>
internal enum OtlpProtocol
{
    /// <summary>OTLP over HTTP.</summary>
    Http,

    /// <summary>OTLP over gRPC.</summary>
    Grpc,
}
