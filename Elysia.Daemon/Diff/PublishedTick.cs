using Elysia.State;

namespace Elysia.Diff;

/// <summary>The published state as of one tick: every value as encoded, and the tick at which each was last
/// published.</summary>
/// <remarks>Immutable, made by the tick thread, read by every sender. The fields of <see cref="Since"/> bring a viewer
/// from any earlier tick to this one, so a slow viewer may skip frames and still end up with the same state.</remarks>
internal sealed class PublishedTick
{
    private readonly FieldValues<int> _micros;
    private readonly FieldValues<long> _stamps;
    private readonly FieldMask _changed;

    internal PublishedTick(long tick, long timestamp, in FieldValues<int> micros, in FieldValues<long> stamps)
    {
        Tick = tick;
        Timestamp = timestamp;
        _micros = micros;
        _stamps = stamps;
        _changed = After(tick - 1);
    }

    /// <summary>The number of the tick, counted from 1.</summary>
    public long Tick { get; }

    /// <summary>The time of the tick on the daemon's monotonic clock (<see
    /// cref="TimeProvider.GetTimestamp"/>).</summary>
    public long Timestamp { get; }

    /// <summary>Returns the published value of a field in millionths (<see cref="FixedPoint"/>).</summary>
    public int Micros(FieldId field) => _micros[(int)field];

    /// <summary>Returns the published value of a field as a viewer reads it.</summary>
    public double Value(FieldId field) => FixedPoint.ToDouble(Micros(field));

    /// <summary>Returns the fields published after <paramref name="tick"/>, which are those that a viewer at that tick
    /// lacks.</summary>
    public FieldMask Since(long tick) => tick == Tick - 1 ? _changed : After(tick);

    // Nearly every viewer is at the previous tick, so that answer is computed once.
    private FieldMask After(long tick)
    {
        FieldMask mask = FieldMask.None;
        for (int i = 0; i < Field.Count; i++)
        {
            if (_stamps[i] > tick)
            {
                mask = mask.With((FieldId)i);
            }
        }

        return mask;
    }
}
