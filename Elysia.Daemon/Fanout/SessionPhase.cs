namespace Elysia.Fanout;

/// <summary>The phases of a session, in order.</summary>
internal enum SessionPhase
{
    /// <summary>Accepted; waits for the first tick, with which it is greeted.</summary>
    Joining,

    /// <summary>Has been sent the untyped state; the next tick brings the full one.</summary>
    Greeted,

    /// <summary>Is sent deltas.</summary>
    Live,

    /// <summary>The close frame is being sent or was sent; the viewer's own is awaited.</summary>
    Closing,

    /// <summary>Over; the socket is disposed.</summary>
    Ended,
}
