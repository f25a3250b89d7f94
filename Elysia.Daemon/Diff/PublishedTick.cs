using Elysia.State;

namespace Elysia.Diff;

/// <summary>What the server has published as of one tick: every value as encoded, and the tick each was last published
/// at.</summary>
/// <remarks>Immutable, made by the tick thread, read by every sender. A viewer whose picture is that of any earlier tick is
/// brought to this one by the fields of <see cref="Since"/>: a slow viewer loses frames, never truth.</remarks>
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

    /// <summary>Counts up by one; the first is 1.</summary>
    public long Tick { get; }

    /// <summary>When the tick was taken, on the daemon's monotonic clock (<see cref="TimeProvider.GetTimestamp"/>).</summary>
    public long Timestamp { get; }

    /// <summary>The published value of a field in millionths (<see cref="FixedPoint"/>).</summary>
    public int Micros(FieldId field) => _micros[(int)field];

    /// <summary>The published value of a field, as a viewer reads it.</summary>
    public double Value(FieldId field) => FixedPoint.ToDouble(Micros(field));

    /// <summary>The fields published after <paramref name="tick"/>: all that a picture of that tick lacks.</summary>
    public FieldMask Since(long tick) => tick == Tick - 1 ? _changed : After(tick);

    // Nearly every viewer has the tick before this one, so that answer is made once.
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
