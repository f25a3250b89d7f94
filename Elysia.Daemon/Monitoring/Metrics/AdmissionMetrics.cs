using System.Diagnostics.Metrics;
using Elysia.Admission;
using Elysia.Admission.Limiting;

namespace Elysia.Monitoring.Metrics;

/// <summary>The observable instruments of admission control: what was refused, and why.</summary>
internal static class AdmissionMetrics
{
    /// <summary>Adds the instruments to a meter.</summary>
    public static void Add(Meter meter, AdmissionCounters admission)
    {
        meter.CountBy<ConnectionVerdict>("elysia_connections_refused_total", "Connections of strangers that were refused, by "
            + "the limit they reached.", "verdict", admission.Of, ConnectionVerdict.Accept);
        meter.CountBy<Offence>("elysia_offences_total", "Offences that addresses were charged with, by kind.", "offence",
            admission.Of);
        meter.Count("elysia_half_open_ended_total", "Half-open connections closed to make room for newer ones.",
            () => admission.Evictions);
        meter.Count("elysia_accept_shortages_total", "Number of times the kernel had no descriptor or memory for "
            + "another connection.", () => admission.Shortages);
        meter.Count("elysia_proxy_headers_untrusted_total",
            "Requests with forwarding headers from a peer that is not a trusted proxy.",
            () => admission.UntrustedProxyHeaders);
        meter.Count("elysia_proxy_headers_malformed_total", "Requests through a trusted proxy whose forwarding headers "
            + "could not be parsed.", () => admission.MalformedProxyHeaders);
    }
}
