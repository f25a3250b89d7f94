using System.Diagnostics.Metrics;
using Elysia.Fanout;
using Elysia.Transport.Clients;

namespace Elysia.Monitoring.Metrics;

/// <summary>The observable instruments of protocol 2; the lag of screens is a histogram of the meter.</summary>
internal static class MotionMetrics
{
    /// <summary>Adds the instruments to a meter.</summary>
    public static void Add(Meter meter, Hub hub, SessionCounters sessions)
    {
        meter.Count("elysia_digests_disagreed_total", "Digest mismatches of viewers of protocol 2, each followed by a request "
            + "for a keyframe.", () => sessions.DigestsDisagreed);
        meter.CountBy<ResumeOutcome>("elysia_resumes_total", "Reconnects of viewers that still had a picture, by outcome.",
            "outcome", outcome => hub.Counters.Sum(c => c.Resumes(outcome)));
    }
}
