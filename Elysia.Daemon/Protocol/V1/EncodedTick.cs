using Elysia.Diff;
using Elysia.Protocol.V2;
using Elysia.Protocol.Wire;
using Elysia.State;

namespace Elysia.Protocol.V1;

/// <summary>The published state of one tick with its encodings; each encoding is made when the first viewer needs it
/// and is shared by all others.</summary>
/// <remarks>
/// Made by the tick thread, one object for all senders, safe on any thread. Deltas are cached by field mask. The masks
/// of all possible base ticks form a chain (a later base lacks a subset of what an earlier one lacks), so there are at
/// most <see cref="Field.Count"/> different masks, regardless of how many viewers lag and how far. See
/// docs/decisions/0002.
/// </remarks>
/// <param name="published">The published state.</param>
/// <param name="motions">The motions of the same tick; used only for viewers of protocol 2.</param>
internal sealed class EncodedTick(PublishedTick published, EncodedMotions? motions = null)
{
    // Two senders may encode the same frame at the same moment; one of the two equal results is kept. No lock is
    // needed.
    private readonly Frame?[] _deltas = new Frame?[Field.Count * 2];
    private readonly Frame?[] _full = new Frame?[2];
    private Frame? _greeting;

    /// <summary>The published state.</summary>
    public PublishedTick Published => published;

    /// <summary>The motions of protocol 2.</summary>
    /// <exception cref="InvalidOperationException">The tick has no motions: a bug in the daemon.</exception>
    public EncodedMotions Motions => motions ?? throw new InvalidOperationException("This tick has no motions.");

    /// <summary>Returns whether a viewer of motions that has reached <paramref name="tick"/> needs nothing of this
    /// one.</summary>
    public bool IsQuietSince(long tick) => motions?.Tick.IsQuietSince(tick) ?? false;

    /// <summary>The untyped state that greets a viewer of protocol 1.</summary>
    public Frame Greeting => _greeting ?? Share(ref _greeting, StateEncoder.Greeting(published));

    /// <summary>Returns the full state, with or without the time of the tick.</summary>
    public Frame Full(bool stamped)
    {
        ref Frame? slot = ref _full[stamped ? 1 : 0];
        return Volatile.Read(ref slot) ?? Share(ref slot, StateEncoder.Full(published, stamped));
    }

    /// <summary>Returns the delta that brings a viewer from an earlier tick to this one.</summary>
    /// <param name="mask">The fields that the viewer lacks, from <see cref="PublishedTick.Since"/>; not empty.</param>
    /// <param name="stamped">Whether to include the time of the tick.</param>
    public Frame Delta(FieldMask mask, bool stamped)
    {
        // In a chain of nested sets each size occurs once, so the size identifies the set.
        int size = System.Numerics.BitOperations.PopCount(mask.Bits);
        ref Frame? slot = ref _deltas[((size - 1) * 2) + (stamped ? 1 : 0)];
        return Volatile.Read(ref slot) ?? Share(ref slot, StateEncoder.Delta(published, mask, stamped));
    }

    private static Frame Share(ref Frame? slot, Frame made) => Interlocked.CompareExchange(ref slot, made, null) ?? made;
}
