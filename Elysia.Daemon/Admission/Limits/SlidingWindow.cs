namespace Elysia.Admission.Limiting;

/// <summary>Allows so many events in any stretch of time, exactly: it remembers when the last ones were.</summary>
/// <remarks>One receive loop only. Costs eight bytes per event of the capacity.</remarks>
/// <param name="capacity">Events remembered, at least the largest limit asked for.</param>
internal sealed class SlidingWindow(int capacity)
{
    private readonly long[] _times = new long[capacity];
    private long _count;

    /// <summary>Whether fewer than <paramref name="limit"/> events lie within <paramref name="span"/> before now.</summary>
    /// <param name="limit">At most the capacity.</param>
    /// <param name="span">In ticks of the clock.</param>
    /// <param name="now">Now, in ticks of the clock.</param>
    public bool Allows(int limit, long span, long now) =>
        _count < limit || now - _times[(_count - limit) % _times.Length] >= span;

    /// <summary>Remembers an event.</summary>
    public void Record(long now) => _times[_count++ % _times.Length] = now;
}
