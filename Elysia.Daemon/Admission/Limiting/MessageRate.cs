using System.Threading.RateLimiting;
using Elysia.Configuration;

namespace Elysia.Admission.Limiting;

/// <summary>One client's share of messages. Owned by its receive loop; costs nothing until the client speaks.</summary>
/// <param name="limits">The share.</param>
/// <param name="time">The daemon's clock.</param>
/// <param name="flooded">Called each time the client has been refused <see cref="Limits.FloodAfter"/> times in a row.</param>
internal sealed class MessageRate(MessageLimits limits, TimeProvider time, Action? flooded = null) : IDisposable
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

/// <summary>How much one client may say.</summary>
/// <param name="PerSecond">Messages in any second. Default 10, the reference's.</param>
/// <param name="PerMinute">Messages in any minute. Default 60, the reference's.</param>
/// <param name="PushesPerSecond">Mood pushes in any second, counted apart. Default 120: an engine may drive at display
/// rate.</param>
/// <param name="BytesPerSecond">Bytes of messages a second, pushes included, averaged over ten seconds. Default 256 KiB: ten of
/// the longest messages in every second are less.</param>
internal sealed record MessageLimits(
    int PerSecond = 10, int PerMinute = 60, int PushesPerSecond = 120, int BytesPerSecond = 256 * 1024)
{
    /// <summary>The limits as configured.</summary>
    public static MessageLimits From(AdmissionSettings settings) =>
        new(settings.MessageRate, settings.MessagesPerMinute, settings.PushRate, settings.ByteRate);
}

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
