using System.Numerics;
using Elysia.Motion;
using Elysia.Protocol.V1;
using Elysia.Protocol.Wire;
using Elysia.State;

namespace Elysia.Protocol.V2;

/// <summary>One tick's motions with their encodings, each made when the first viewer needs it and shared by all the others. As
/// <see cref="EncodedTick"/>, whose masks form the same kind of chain.</summary>
/// <param name="motions">The motions.</param>
internal sealed class EncodedMotions(MotionTick motions)
{
    // In a chain of nested sets each size occurs once, with a digest and without; the keyframe is one more.
    private const int PerForm = ((Field.Count + 1) * 2) + 1;
    private const int KeyframeSlot = PerForm - 1;
    private const int Forms = 2;

    private Frame?[]? _made;

    /// <summary>The motions themselves.</summary>
    public MotionTick Tick => motions;

    /// <summary>All motions.</summary>
    /// <param name="form">How they are written.</param>
    public Frame Keyframe(MotionForm form)
    {
        ref Frame? slot = ref Slot(form, KeyframeSlot);
        return Volatile.Read(ref slot) ?? Share(ref slot, form == MotionForm.Binary
            ? BinaryMotionEncoder.Keyframe(motions) : MotionEncoder.Keyframe(motions));
    }

    /// <summary>What a picture of an earlier tick lacks, with the digest where one is owed.</summary>
    /// <param name="form">How it is written.</param>
    /// <param name="baseTick">The tick of that picture.</param>
    /// <param name="whole">Whether a keyframe is to be sent where any motion is lacking.</param>
    /// <returns>The frame; null when nothing is lacking.</returns>
    public Frame? Since(MotionForm form, long baseTick, bool whole)
    {
        if (motions.IsQuietSince(baseTick))
        {
            return null;
        }

        FieldMask mask = motions.Since(baseTick);
        bool digest = motions.DigestTick > baseTick;
        if (whole && !mask.IsEmpty)
        {
            return Keyframe(form);
        }

        ref Frame? slot = ref Slot(form, (BitOperations.PopCount(mask.Bits) * 2) + (digest ? 1 : 0));
        return Volatile.Read(ref slot) ?? Share(ref slot, form == MotionForm.Binary
            ? BinaryMotionEncoder.Delta(motions, mask, digest) : MotionEncoder.Delta(motions, mask, digest));
    }

    /// <summary>A place for one encoding; nothing is made per tick while nobody asks.</summary>
    private ref Frame? Slot(MotionForm form, int index)
    {
        Frame?[] made = Volatile.Read(ref _made)
            ?? Interlocked.CompareExchange(ref _made, new Frame?[PerForm * Forms], null) ?? _made;
        return ref made[((int)form * PerForm) + index];
    }

    private static Frame Share(ref Frame? slot, Frame made) => Interlocked.CompareExchange(ref slot, made, null) ?? made;
}
