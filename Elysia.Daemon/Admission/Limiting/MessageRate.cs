using System.Threading.RateLimiting;
using Elysia.Configuration;

namespace Elysia.Admission.Limiting;

/// <summary>Limits the messages of one client. Owned by its receive loop; allocates nothing until the client's first
/// message.</summary>
/// <param name="limits">The limits.</param>
/// <param name="time">The daemon's clock.</param>
/// <param name="flooded">Called each time the client has been refused <see cref="Limits.FloodAfter"/> times in a row.</param>
internal sealed class MessageRate(MessageLimits limits, TimeProvider time, Action? flooded = null) : IDisposable
{
    /// <summary>The error text for a message over the limit. The reference sends the same.</summary>
    public const string RefusalText = "Rate limit exceeded. Please slow down.";

    // Bytes come in bursts: up to ten seconds' worth at once, replenished ten times a second.
    private const int BurstSeconds = 10;
    private const int PeriodsPerSecond = 10;

    private SlidingWindow? _messages;
    private SlidingWindow? _pushes;
    private TokenBucketRateLimiter? _bytes;
    private int _refused;

    /// <summary>Whether the client stays far over its limits, so that it is read slowly.</summary>
    public bool IsFlooding => _refused > Limits.FloodAfter;

    /// <summary>Counts a message if it is within the limits.</summary>
    /// <param name="isPush">Whether it is a mood push, which has a limit of its own.</param>
    /// <param name="bytes">Its length, at most <see cref="Limits.MessageMaxBytes"/>.</param>
    /// <returns>False when the message is over a limit. A refused message is not counted, so a client that waits is
    /// accepted again.</returns>
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

/// <summary>The limits for one client's messages.</summary>
/// <param name="PerSecond">Messages in any second. Default 10, as in the reference.</param>
/// <param name="PerMinute">Messages in any minute. Default 60, as in the reference.</param>
/// <param name="PushesPerSecond">Mood pushes in any second, counted separately. Default 120: an engine may push at
/// display rate.</param>
/// <param name="BytesPerSecond">Bytes of messages per second, pushes included, averaged over ten seconds. Default 256
/// KiB, which is more than ten messages of maximum length per second.</param>
internal sealed record MessageLimits(
    int PerSecond = 10, int PerMinute = 60, int PushesPerSecond = 120, int BytesPerSecond = 256 * 1024)
{
    /// <summary>Creates the limits from the settings.</summary>
    public static MessageLimits From(AdmissionSettings settings) =>
        new(settings.MessageRate, settings.MessagesPerMinute, settings.PushRate, settings.ByteRate);
}

/// <summary>A sliding window: allows a number of events in any period, exactly, by remembering the time of
/// each.</summary>
/// <remarks>For one receive loop only. Costs eight bytes per event of the capacity.</remarks>
/// <param name="capacity">The number of events remembered; at least the largest limit that is checked.</param>
internal sealed class SlidingWindow(int capacity)
{
    private readonly long[] _times = new long[capacity];
    private long _count;

    /// <summary>Whether fewer than <paramref name="limit"/> events lie within <paramref name="span"/> before
    /// now.</summary>
    /// <param name="limit">The limit; at most the capacity.</param>
    /// <param name="span">The period, in ticks of the clock.</param>
    /// <param name="now">Now, in ticks of the clock.</param>
    public bool Allows(int limit, long span, long now) =>
        _count < limit || now - _times[(_count - limit) % _times.Length] >= span;

    /// <summary>Records an event.</summary>
    public void Record(long now) => _times[_count++ % _times.Length] = now;
}
