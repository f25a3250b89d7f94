using System.Diagnostics.Metrics;
using Elysia.Admission;
using Elysia.Admission.Limiting;

namespace Elysia.Monitoring.Metrics;

/// <summary>The instruments that read who was not let in, and why.</summary>
internal static class AdmissionMetrics
{
    /// <summary>Adds them to a meter.</summary>
    public static void Add(Meter meter, AdmissionCounters admission)
    {
        meter.CountBy<ConnectionVerdict>("elysia_connections_refused_total", "Connections of strangers that were not taken, by "
            + "the limit they met.", "verdict", admission.Of, ConnectionVerdict.Accept);
        meter.CountBy<Offence>("elysia_offences_total", "What addresses may be told off for, by kind.", "offence", admission.Of);
        meter.Count("elysia_half_open_ended_total", "Half-open connections that gave way to newer ones.",
            () => admission.Evictions);
        meter.Count("elysia_accept_shortages_total", "How often the kernel had no descriptor or memory for one more "
            + "connection.", () => admission.Shortages);
        meter.Count("elysia_proxy_headers_untrusted_total", "Requests with headers of a proxy from a peer that is not trusted.",
            () => admission.UntrustedProxyHeaders);
        meter.Count("elysia_proxy_headers_malformed_total", "Requests through a trusted proxy whose headers named no client "
            + "understandably.", () => admission.MalformedProxyHeaders);
    }
}
