using Elysia.Diff;
using Elysia.Protocol.V2;
using Elysia.Protocol.Wire;
using Elysia.State;

namespace Elysia.Protocol.V1;

/// <summary>One tick's picture with its encodings: each made when the first viewer needs it and shared by all the
/// others.</summary>
/// <remarks>
/// Made by the tick thread, one object handed to the senders, safe on any thread. Deltas are kept by field mask. The
/// masks of all possible bases form a chain (a later base lacks a subset of what an earlier one lacks), so there are at
/// most <see cref="Field.Count"/> different deltas, however many viewers lag however far. See docs/decisions/0002.
/// </remarks>
/// <param name="published">The picture.</param>
/// <param name="motions">The motions of the same tick; only viewers of protocol 2 ask for them.</param>
internal sealed class EncodedTick(PublishedTick published, EncodedMotions? motions = null)
{
    // Two senders may encode the same frame at the same moment; one of the two equal results is kept. No lock.
    private readonly Frame?[] _deltas = new Frame?[Field.Count * 2];
    private readonly Frame?[] _full = new Frame?[2];
    private Frame? _greeting;

    /// <summary>The picture itself.</summary>
    public PublishedTick Published => published;

    /// <summary>The motions of protocol 2.</summary>
    /// <exception cref="InvalidOperationException">The tick has none: our own bug.</exception>
    public EncodedMotions Motions => motions ?? throw new InvalidOperationException("This tick has no motions.");

    /// <summary>Whether a viewer of motions that was brought to <paramref name="tick"/> needs nothing of this one.</summary>
    public bool IsQuietSince(long tick) => motions?.Tick.IsQuietSince(tick) ?? false;

    /// <summary>The untyped state.</summary>
    public Frame Greeting => _greeting ?? Share(ref _greeting, StateEncoder.Greeting(published));

    /// <summary>The full state, with or without the tick's time.</summary>
    public Frame Full(bool stamped)
    {
        ref Frame? slot = ref _full[stamped ? 1 : 0];
        return Volatile.Read(ref slot) ?? Share(ref slot, StateEncoder.Full(published, stamped));
    }

    /// <summary>The delta that brings a picture of an earlier tick to this one.</summary>
    /// <param name="mask">What that picture lacks, from <see cref="PublishedTick.Since"/>; not empty.</param>
    /// <param name="stamped">Whether it carries the tick's time.</param>
    public Frame Delta(FieldMask mask, bool stamped)
    {
        // In a chain of nested sets each size occurs once, so the size names the set.
        int size = System.Numerics.BitOperations.PopCount(mask.Bits);
        ref Frame? slot = ref _deltas[((size - 1) * 2) + (stamped ? 1 : 0)];
        return Volatile.Read(ref slot) ?? Share(ref slot, StateEncoder.Delta(published, mask, stamped));
    }

    private static Frame Share(ref Frame? slot, Frame made) => Interlocked.CompareExchange(ref slot, made, null) ?? made;
}
