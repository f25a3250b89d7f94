using System.Diagnostics.Metrics;
using Elysia.Fanout;
using Elysia.Transport.Clients;

namespace Elysia.Monitoring.Metrics;

/// <summary>The instruments of protocol 2 that read what is counted anyway; the lag of screens is a histogram of the
/// meter.</summary>
internal static class MotionMetrics
{
    /// <summary>Adds them to a meter.</summary>
    public static void Add(Meter meter, Hub hub, SessionCounters sessions)
    {
        meter.Count("elysia_digests_disagreed_total", "Pictures of viewers that were not the server's, so that they asked for "
            + "a keyframe.", () => sessions.DigestsDisagreed);
        meter.CountBy<ResumeOutcome>("elysia_resumes_total", "Viewers that came back with a picture, by what became of it.",
            "outcome", outcome => hub.Counters.Sum(c => c.Resumes(outcome)));
    }
}
