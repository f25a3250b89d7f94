namespace Elysia.Fanout;

/// <summary>What became of the ticks since a viewer was greeted: every one is exactly one of the three.</summary>
/// <remarks>A field of the session, its sender's thread only. Delivered + merged + empty is the number of ticks from the
/// greeting to the picture the viewer was last brought to; a property of the tests holds it for every history.</remarks>
internal struct DeliveryCounts
{
    /// <summary>Ticks whose frame was handed to the viewer's socket.</summary>
    public long Delivered { get; private set; }

    /// <summary>Ticks that the viewer saw only as part of a later one.</summary>
    public long Merged { get; private set; }

    /// <summary>Ticks at which nothing moved for this viewer, so that nothing was sent.</summary>
    public long Empty { get; private set; }

    /// <summary>All ticks.</summary>
    public readonly long All => Delivered + Merged + Empty;

    /// <summary>A viewer is brought from one tick to a later one by one frame, or by none when nothing moved.</summary>
    /// <param name="ticks">From its last picture to the new one, at least 1.</param>
    /// <param name="isEmpty">Whether nothing moved in between.</param>
    /// <returns>The change.</returns>
    internal DeliveryCounts Advance(long ticks, bool isEmpty)
    {
        var step = new DeliveryCounts { Delivered = isEmpty ? 0 : 1, Merged = ticks - 1, Empty = isEmpty ? 1 : 0 };
        Delivered += step.Delivered;
        Merged += step.Merged;
        Empty += step.Empty;
        return step;
    }

    /// <summary>Ticks passed at which nothing moved for the viewer, and it was not even looked at.</summary>
    /// <param name="ticks">How many.</param>
    /// <returns>The change.</returns>
    internal DeliveryCounts Pass(long ticks)
    {
        Empty += ticks;
        return new DeliveryCounts { Empty = ticks };
    }
}
