namespace Elysia.Fanout;

/// <summary>Where a session stands between its first and its last frame.</summary>
public enum SessionPhase
{
    /// <summary>Accepted; waits for a picture to be greeted with.</summary>
    Joining,

    /// <summary>Has the untyped state; the next tick brings the full one.</summary>
    Greeted,

    /// <summary>Follows by deltas.</summary>
    Live,

    /// <summary>The close frame is on its way or out; waits for the peer's.</summary>
    Closing,

    /// <summary>Over; the socket is disposed.</summary>
    Ended,
}
