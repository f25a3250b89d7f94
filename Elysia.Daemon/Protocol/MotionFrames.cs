using System.Numerics;
using Elysia.Motion;
using Elysia.State;

namespace Elysia.Protocol;

/// <summary>One tick's motions with their encodings, each made when the first viewer needs it and shared by all the others. As
/// <see cref="TickFrames"/>, whose masks form the same kind of chain.</summary>
/// <param name="motions">The motions.</param>
public sealed class MotionFrames(MotionTick motions)
{
    private Frame?[]? _deltas;
    private Frame? _keyframe;

    /// <summary>The motions themselves.</summary>
    public MotionTick Tick => motions;

    /// <summary>All motions.</summary>
    public Frame Keyframe() => Volatile.Read(ref _keyframe) ?? Share(ref _keyframe, MotionEncoder.Keyframe(motions));

    /// <summary>What a picture of an earlier tick lacks, with the digest where one is owed.</summary>
    /// <param name="baseTick">The tick of that picture.</param>
    /// <param name="whole">Whether a keyframe is to be sent where any motion is lacking.</param>
    /// <returns>The frame; null when nothing is lacking.</returns>
    public Frame? Since(long baseTick, bool whole)
    {
        FieldMask mask = motions.Since(baseTick);
        bool digest = motions.DigestTick > baseTick;
        if (mask.IsEmpty && !digest)
        {
            return null;
        }

        if (whole && !mask.IsEmpty)
        {
            return Keyframe();
        }

        // In a chain of nested sets each size occurs once; nothing is made per tick while nobody asks.
        Frame?[] deltas = Volatile.Read(ref _deltas)
            ?? Interlocked.CompareExchange(ref _deltas, new Frame?[(Field.Count + 1) * 2], null) ?? _deltas;
        ref Frame? slot = ref deltas[(BitOperations.PopCount(mask.Bits) * 2) + (digest ? 1 : 0)];
        return Volatile.Read(ref slot) ?? Share(ref slot, MotionEncoder.Delta(motions, mask, digest));
    }

    private static Frame Share(ref Frame? slot, Frame made) => Interlocked.CompareExchange(ref slot, made, null) ?? made;
}
