using System.Threading.RateLimiting;
using Elysia.Configuration;

namespace Elysia.Admission.Limiting;

/// <summary>One client's share of messages. Owned by its receive loop; costs nothing until the client speaks.</summary>
/// <param name="limits">The share.</param>
/// <param name="time">The daemon's clock.</param>
/// <param name="flooded">Called each time the client has been refused <see cref="Limits.FloodAfter"/> times in a row.</param>
public sealed class MessageRate(MessageLimits limits, TimeProvider time, Action? flooded = null) : IDisposable
{
    /// <summary>What the reference answers when the share is used up.</summary>
    public const string RefusalText = "Rate limit exceeded. Please slow down.";

    // Bytes come in bursts: ten seconds' worth may come at once, ten times a second a tenth of a second's is added.
    private const int BurstSeconds = 10;
    private const int PeriodsPerSecond = 10;

    private SlidingWindow? _messages;
    private SlidingWindow? _pushes;
    private TokenBucketRateLimiter? _bytes;
    private int _refused;

    /// <summary>Whether the client goes on far over its share, and is to be read slowly.</summary>
    public bool IsFlooding => _refused > Limits.FloodAfter;

    /// <summary>Counts a message when there is room for it.</summary>
    /// <param name="isPush">Whether it is a mood push, which has a share of its own.</param>
    /// <param name="bytes">How long it is, at most <see cref="Limits.MessageMaxBytes"/>.</param>
    /// <returns>False when the share is used up; the message was not counted then, so patience always pays.</returns>
    public bool TryTake(bool isPush, int bytes)
    {
        long now = time.GetTimestamp();
        long second = time.TimestampFrequency;
        SlidingWindow window = isPush
            ? _pushes ??= new SlidingWindow(limits.PushesPerSecond)
            : _messages ??= new SlidingWindow(Math.Max(limits.PerSecond, limits.PerMinute));
        bool allowed = (isPush
            ? window.Allows(limits.PushesPerSecond, second, now)
            : window.Allows(limits.PerSecond, second, now) && window.Allows(limits.PerMinute, 60 * second, now))
            && TryTakeBytes(bytes);
        if (allowed)
        {
            window.Record(now);
            _refused = 0;
        }
        else if (++_refused % Limits.FloodAfter == 0)
        {
            flooded?.Invoke();
        }

        return allowed;
    }

    /// <inheritdoc/>
    public void Dispose() => _bytes?.Dispose();

    private bool TryTakeBytes(int bytes)
    {
        int burst = limits.BytesPerSecond * BurstSeconds;
        _bytes ??= new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = Math.Max(1, limits.BytesPerSecond / PeriodsPerSecond),
            ReplenishmentPeriod = TimeSpan.FromSeconds(1) / PeriodsPerSecond,
            AutoReplenishment = false,
        });
        _bytes.TryReplenish();
        using RateLimitLease lease = _bytes.AttemptAcquire(Math.Min(bytes, burst));
        return lease.IsAcquired;
    }
}
