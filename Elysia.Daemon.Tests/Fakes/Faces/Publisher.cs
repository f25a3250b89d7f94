using Elysia.Diff;
using Elysia.Protocol.V1;
using Elysia.State;

namespace Elysia.Tests.Fakes.Faces;

/// <summary>The daemon's way from truth to frames without a clock: keeps every tick's frames, and counts time by
/// itself.</summary>
/// <param name="threshold">How far a picture may be from the truth.</param>
internal sealed class Publisher(double threshold = 0.01)
{
    private readonly PublishedState _published = new(new DeltaThreshold(threshold));
    private readonly List<EncodedTick> _ticks = [];
    private TimeSpan _now;

    /// <summary>The frames of every tick; tick n stands at n-1.</summary>
    public IReadOnlyList<EncodedTick> Ticks => _ticks;

    /// <summary>The last tick.</summary>
    public EncodedTick Last => _ticks[^1];

    /// <summary>Takes one tick, 30 ms after the last unless told otherwise.</summary>
    public EncodedTick Tick(AvatarState truth, TimeSpan? elapsed = null)
    {
        TimeSpan step = elapsed ?? TimeSpan.FromMilliseconds(30);
        _now += step;
        _ticks.Add(new EncodedTick(_published.Advance(truth, step, _now.Ticks * 100)));
        return Last;
    }

    /// <summary>The state, unmoving, for as long as a field needs to settle.</summary>
    public EncodedTick Settle(AvatarState truth)
    {
        Tick(truth);
        return Tick(truth, PublishedState.SettleAfter);
    }

    /// <summary>The fields published at the last tick itself.</summary>
    public FieldMask JustPublished() => Last.Published.Since(Last.Published.Tick - 1);
}
