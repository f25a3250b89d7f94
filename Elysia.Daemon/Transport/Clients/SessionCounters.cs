using Elysia.Diagnostics;

namespace Elysia.Transport.Clients;

/// <summary>What viewers of protocol 2 say about what they show. Any thread writes, any thread reads.</summary>
/// <param name="meter">Where lags are recorded; null for nowhere.</param>
public sealed class SessionCounters(DaemonMeter? meter = null)
{
    // A screen further behind is one that lies or sleeps; it must not spoil the sum.
    private const double LagMaxSeconds = 60;
    private const double MillisecondsPerSecond = 1000;

    private long _disagreed;

    /// <summary>How often a viewer's digest was not the server's, so that it asked for a keyframe.</summary>
    public long DigestsDisagreed => Interlocked.Read(ref _disagreed);

    internal void Disagreed() => Interlocked.Increment(ref _disagreed);

    /// <summary>An acknowledgement came.</summary>
    /// <param name="nowMs">Server time.</param>
    /// <param name="shownMs">The server time on its screen, as it says.</param>
    internal void Acked(double nowMs, double shownMs) =>
        meter?.ShownLag.Record(Math.Clamp((nowMs - shownMs) / MillisecondsPerSecond, 0, LagMaxSeconds));
}
