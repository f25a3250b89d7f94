using Elysia.State;

namespace Elysia.Motion;

/// <summary>The motions of all fields as of one tick, and the tick at which each was published.</summary>
/// <remarks>Immutable, made by the tick thread, read by every sender. As in protocol 1, the fields of
/// <see cref="Since"/> bring a viewer from any earlier tick to this one.</remarks>
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

    /// <summary>The number of the tick, counted from 1; the same as in protocol 1.</summary>
    public long Tick { get; }

    /// <summary>The server time of the tick in microseconds (<see cref="MotionClock"/>).</summary>
    public long Us { get; }

    /// <summary>The last tick at which a digest was due to every viewer.</summary>
    public long DigestTick { get; }

    /// <summary>Returns the motion of a field.</summary>
    public FieldMotion this[FieldId field] => _motions[(int)field];

    /// <summary>Returns the digest of all motions; a viewer with a different digest has wrong motions.</summary>
    public uint Digest()
    {
        var digest = new MotionDigest();
        foreach (FieldMotion motion in _motions)
        {
            motion.AddTo(ref digest);
        }

        return digest.Value;
    }

    /// <summary>Returns the fields whose motion was published after <paramref name="tick"/>.</summary>
    public FieldMask Since(long tick) => tick == Tick - 1 ? _changed : After(tick);

    /// <summary>Returns whether a viewer that has reached <paramref name="tick"/> lacks nothing and is due no
    /// digest.</summary>
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
