namespace Elysia.Admission.Limiting;

/// <summary>A token bucket in eight bytes: an amount per second, with a burst of some seconds' worth.</summary>
/// <remarks>Every viewer has two, and most never come near a limit. A limiter of System.Threading.RateLimiting costs
/// 400 bytes and a lock, and has a clock of its own. For one receive loop only.</remarks>
internal struct TokenBucket
{
    // When everything taken so far is paid for, in ticks of the clock.
    private long _due;

    /// <summary>Takes an amount if the bucket holds it.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="perSecond">The amount per second that is allowed.</param>
    /// <param name="burstSeconds">The seconds' worth that may be taken at once.</param>
    /// <param name="now">Now, in ticks of the clock.</param>
    /// <param name="frequency">Ticks of the clock per second.</param>
    /// <returns>False when the amount is over the limit; nothing is taken then.</returns>
    public bool TryTake(int amount, int perSecond, int burstSeconds, long now, long frequency)
    {
        // A double holds 2^53 ticks exactly: 104 days of nanoseconds, and an amount is worth only seconds.
        long due = Math.Max(_due, now) + (long)(amount * (double)frequency / perSecond);
        if (due - now > burstSeconds * frequency)
        {
            return false;
        }

        _due = due;
        return true;
    }
}
