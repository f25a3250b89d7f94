using Elysia.State;

namespace Elysia.Motion;

/// <summary>How every field moves as of one tick, and the tick each motion was published at.</summary>
/// <remarks>Immutable, made by the tick thread, read by every sender. As with samples, a viewer of any earlier tick is brought
/// to this one by the fields of <see cref="Since"/>.</remarks>
internal sealed class MotionTick
{
    private readonly FieldMotion[] _motions;
    private readonly long[] _stamps;
    private readonly FieldMask _changed;

    internal MotionTick(long tick, long us, FieldMotion[] motions, long[] stamps, long digestTick)
    {
        (Tick, Us, _motions, _stamps, DigestTick) = (tick, us, motions, stamps, digestTick);
        _changed = After(tick - 1);
    }

    /// <summary>Counts up by one; the same number as the picture's of protocol 1.</summary>
    public long Tick { get; }

    /// <summary>Server time of the tick in microseconds (<see cref="MotionClock"/>).</summary>
    public long Us { get; }

    /// <summary>The last tick at which every viewer was owed a digest.</summary>
    public long DigestTick { get; }

    /// <summary>The motion of a field.</summary>
    public FieldMotion this[FieldId field] => _motions[(int)field];

    /// <summary>The digest of all motions; a viewer that has another is wrong.</summary>
    public uint Digest()
    {
        var digest = new MotionDigest();
        foreach (FieldMotion motion in _motions)
        {
            motion.AddTo(ref digest);
        }

        return digest.Value;
    }

    /// <summary>The fields whose motion was published after <paramref name="tick"/>.</summary>
    public FieldMask Since(long tick) => tick == Tick - 1 ? _changed : After(tick);

    /// <summary>Whether a viewer that was brought to <paramref name="tick"/> lacks nothing and is owed no digest.</summary>
    public bool IsQuietSince(long tick) => DigestTick <= tick && Since(tick).IsEmpty;

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
