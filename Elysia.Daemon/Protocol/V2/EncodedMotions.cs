using System.Numerics;
using Elysia.Motion;
using Elysia.Protocol.V1;
using Elysia.Protocol.Wire;
using Elysia.State;

namespace Elysia.Protocol.V2;

/// <summary>The motions of one tick with their encodings; each encoding is made when the first viewer needs it and is
/// shared by all others. The masks form the same kind of chain as in <see cref="EncodedTick"/>.</summary>
/// <param name="motions">The motions.</param>
internal sealed class EncodedMotions(MotionTick motions)
{
    // In a chain of nested sets each size occurs once, with a digest and without; the keyframe is one more slot.
    private const int PerForm = ((Field.Count + 1) * 2) + 1;
    private const int KeyframeSlot = PerForm - 1;
    private const int Forms = 2;

    private Frame?[]? _made;

    /// <summary>The motions themselves.</summary>
    public MotionTick Tick => motions;

    /// <summary>Returns all motions.</summary>
    /// <param name="form">The form of the encoding.</param>
    public Frame Keyframe(MotionForm form)
    {
        ref Frame? slot = ref Slot(form, KeyframeSlot);
        return Volatile.Read(ref slot) ?? Share(ref slot, form == MotionForm.Binary
            ? BinaryMotionEncoder.Keyframe(motions) : MotionEncoder.Keyframe(motions));
    }

    /// <summary>Returns the motions that a viewer at an earlier tick lacks, with the digest where one is due.</summary>
    /// <param name="form">The form of the encoding.</param>
    /// <param name="baseTick">The tick that the viewer has reached.</param>
    /// <param name="whole">Whether to send a keyframe if the viewer lacks any motion.</param>
    /// <returns>The frame; null when the viewer lacks nothing.</returns>
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

    /// <summary>Returns the slot of one encoding; the array is allocated on first use, so a tick that no viewer asks
    /// for costs nothing.</summary>
    private ref Frame? Slot(MotionForm form, int index)
    {
        Frame?[] made = Volatile.Read(ref _made)
            ?? Interlocked.CompareExchange(ref _made, new Frame?[PerForm * Forms], null) ?? _made;
        return ref made[((int)form * PerForm) + index];
    }

    private static Frame Share(ref Frame? slot, Frame made) => Interlocked.CompareExchange(ref slot, made, null) ?? made;
}
