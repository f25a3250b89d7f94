namespace Elysia.Admission;

/// <summary>One client's share of messages. Owned by its receive loop; costs nothing until the client speaks.</summary>
/// <param name="limits">The share.</param>
/// <param name="time">The daemon's clock.</param>
public sealed class MessageRate(MessageLimits limits, TimeProvider time)
{
    /// <summary>What the reference answers when the share is used up.</summary>
    public const string RefusalText = "Rate limit exceeded. Please slow down.";

    private SlidingWindow? _messages;
    private SlidingWindow? _pushes;

    /// <summary>Counts a message when there is room for it.</summary>
    /// <param name="isPush">Whether it is a mood push, which has a share of its own.</param>
    /// <returns>False when the share is used up; the message was not counted then, so patience always pays.</returns>
    public bool TryTake(bool isPush)
    {
        long now = time.GetTimestamp();
        long second = time.TimestampFrequency;
        SlidingWindow window = isPush
            ? _pushes ??= new SlidingWindow(limits.PushesPerSecond)
            : _messages ??= new SlidingWindow(Math.Max(limits.PerSecond, limits.PerMinute));
        bool allowed = isPush
            ? window.Allows(limits.PushesPerSecond, second, now)
            : window.Allows(limits.PerSecond, second, now) && window.Allows(limits.PerMinute, 60 * second, now);
        if (allowed)
        {
            window.Record(now);
        }

        return allowed;
    }
}
