using System.Collections.Concurrent;
using Elysia.Admission.Limiting;

namespace Elysia.Transport.WebSockets;

/// <summary>What the <see cref="InboundLimiter"/> of every client shares: the limits, and a list of the clients that have begun a
/// message or a frame and not ended it yet, which is looked at once a second.</summary>
/// <remarks>Any thread. Bounded by the clients there are; what comes whole never gets here.</remarks>
/// <param name="limits">How much one client may send.</param>
/// <param name="time">The daemon's clock.</param>
public sealed class InboundTimeoutMonitor(StreamLimits limits, TimeProvider time)
{
    private readonly ConcurrentDictionary<InboundLimiter, bool> _unfinished = new();

    /// <summary>How much one client may send.</summary>
    public StreamLimits Limits => limits;

    /// <summary>The daemon's clock.</summary>
    public TimeProvider Time => time;

    /// <summary>How many have begun something.</summary>
    public int Count => _unfinished.Count;

    /// <summary>Closes those of them that are overdue.</summary>
    public void Sweep()
    {
        long now = time.GetTimestamp();
        foreach ((InboundLimiter guard, _) in _unfinished)
        {
            guard.Look(now);
        }
    }

    internal void Add(InboundLimiter guard) => _unfinished[guard] = true;

    internal void Remove(InboundLimiter guard) => _unfinished.TryRemove(guard, out _);
}
