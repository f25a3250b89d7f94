namespace Elysia.Fanout;

/// <summary>What became of a message that must arrive.</summary>
public enum EnqueueResult
{
    /// <summary>It will be sent, in order, unless the viewer goes first.</summary>
    Queued,

    /// <summary>The viewer leaves too much unread; it is being closed with
    /// <see cref="Protocol.CloseReason.TooManyUnread"/>.</summary>
    Full,

    /// <summary>The viewer is gone or going.</summary>
    Closed,
}
