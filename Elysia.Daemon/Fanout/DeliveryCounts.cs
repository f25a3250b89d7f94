namespace Elysia.Fanout;

/// <summary>Counts the ticks since a viewer joined; each tick is counted as exactly one of delivered, merged or
/// empty.</summary>
/// <remarks>A field of the session, used only on its sender's thread. Delivered + merged + empty is the number of ticks
/// from the greeting to the tick whose state the viewer was last sent; a property-based test checks this for every
/// history.</remarks>
internal struct DeliveryCounts
{
    /// <summary>Ticks whose frame was handed to the viewer's socket.</summary>
    public long Delivered { get; private set; }

    /// <summary>Ticks whose changes the viewer received only as part of a later tick's frame.</summary>
    public long Merged { get; private set; }

    /// <summary>Ticks at which nothing had changed for this viewer, so that nothing was sent.</summary>
    public long Empty { get; private set; }

    /// <summary>The sum of the three.</summary>
    public readonly long All => Delivered + Merged + Empty;

    /// <summary>Counts the step from one tick to a later one, made by one frame, or by none when nothing had
    /// changed.</summary>
    /// <param name="ticks">The number of ticks from the viewer's last state to the new one, at least 1.</param>
    /// <param name="isEmpty">Whether nothing changed in between.</param>
    /// <returns>The increments.</returns>
    internal DeliveryCounts Advance(long ticks, bool isEmpty)
    {
        var step = new DeliveryCounts { Delivered = isEmpty ? 0 : 1, Merged = ticks - 1, Empty = isEmpty ? 1 : 0 };
        Delivered += step.Delivered;
        Merged += step.Merged;
        Empty += step.Empty;
        return step;
    }

    /// <summary>Counts ticks at which nothing changed for the viewer and its session was not visited.</summary>
    /// <param name="ticks">The number of ticks.</param>
    /// <returns>The increments.</returns>
    internal DeliveryCounts Pass(long ticks)
    {
        Empty += ticks;
        return new DeliveryCounts { Empty = ticks };
    }
}
