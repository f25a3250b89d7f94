namespace Elysia.Admission.Limiting;

/// <summary>So much a second, with some seconds' worth at once: a token bucket in eight bytes.</summary>
/// <remarks>Every viewer has two, and most never come near a limit. A limiter of System.Threading.RateLimiting costs 400 bytes
/// and a lock, and keeps a clock of its own. One receive loop only.</remarks>
internal struct TokenBucket
{
    // When all that was taken will have been due, in ticks of the clock.
    private long _due;

    /// <summary>Takes an amount when there is room for it.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="perSecond">How much a second may have.</param>
    /// <param name="burstSeconds">Seconds' worth that may be taken at once.</param>
    /// <param name="now">Now, in ticks of the clock.</param>
    /// <param name="frequency">Ticks of the clock in a second.</param>
    /// <returns>False when there is no room; nothing is taken then.</returns>
    public bool TryTake(int amount, int perSecond, int burstSeconds, long now, long frequency)
    {
        // A double holds 2^53 ticks exactly: 104 days of nanoseconds, and an amount is worth seconds.
        long due = Math.Max(_due, now) + (long)(amount * (double)frequency / perSecond);
        if (due - now > burstSeconds * frequency)
        {
            return false;
        }

        _due = due;
        return true;
    }
}
