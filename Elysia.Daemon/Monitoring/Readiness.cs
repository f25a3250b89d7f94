using Elysia.Configuration;
using Elysia.Ticking;

namespace Elysia.Monitoring;

/// <summary>Tells whether load balancers should send viewers to this daemon now. Safe to use from any thread.</summary>
/// <param name="ticks">The tick's counters.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class Readiness(TickCounters ticks, TimeProvider time)
{
    private volatile bool _isDraining;

    /// <summary>The reason why the daemon is not ready; null when it is.</summary>
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

    /// <summary>Marks the daemon as stopping; from now on it is not ready.</summary>
    public void Drain() => _isDraining = true;
}
