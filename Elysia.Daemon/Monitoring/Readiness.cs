using Elysia.Configuration;
using Elysia.Ticking;

namespace Elysia.Monitoring;

/// <summary>Whether viewers should be sent here now. Any thread.</summary>
/// <param name="ticks">The tick's counters.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class Readiness(TickCounters ticks, TimeProvider time)
{
    private volatile bool _isDraining;

    /// <summary>Why not; null when they should.</summary>
    public string? Fault
    {
        get
        {
            if (_isDraining)
            {
                return "draining: the daemon stops";
            }

            long last = ticks.LastAt;
            if (ticks.Ticks == 0)
            {
                return "starting: no tick was taken yet";
            }

            TimeSpan since = time.GetElapsedTime(last);
            return since.TotalSeconds > Limits.TickStallSeconds
                ? $"stalled: the last tick was {(long)since.TotalSeconds} s ago"
                : null;
        }
    }

    /// <summary>The daemon stops; from now on it is not ready.</summary>
    public void Drain() => _isDraining = true;
}
