using Elysia.Diff;
using Elysia.Protocol.V1;
using Elysia.State;

namespace Elysia.Tests.Fakes.Faces;

/// <summary>The daemon's path from states to frames without a clock: keeps every tick's frames, and counts the time
/// itself.</summary>
/// <param name="threshold">The maximum error of a picture.</param>
internal sealed class Publisher(double threshold = 0.01)
{
    private readonly PublishedState _published = new(new DeltaThreshold(threshold));
    private readonly List<EncodedTick> _ticks = [];
    private TimeSpan _now;

    /// <summary>The frames of every tick; tick n is at index n-1.</summary>
    public IReadOnlyList<EncodedTick> Ticks => _ticks;

    /// <summary>The last tick.</summary>
    public EncodedTick Last => _ticks[^1];

    /// <summary>Publishes one tick, by default 30 ms after the last.</summary>
    public EncodedTick Tick(AvatarState truth, TimeSpan? elapsed = null)
    {
        TimeSpan step = elapsed ?? TimeSpan.FromMilliseconds(30);
        _now += step;
        _ticks.Add(new EncodedTick(_published.Advance(truth, step, _now.Ticks * 100)));
        return Last;
    }

    /// <summary>Publishes the unchanged state for as long as a field needs to settle.</summary>
    public EncodedTick Settle(AvatarState truth)
    {
        Tick(truth);
        return Tick(truth, PublishedState.SettleAfter);
    }

    /// <summary>Returns the fields that the last tick published.</summary>
    public FieldMask JustPublished() => Last.Published.Since(Last.Published.Tick - 1);
}
