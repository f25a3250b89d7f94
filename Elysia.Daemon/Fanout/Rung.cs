namespace Elysia.Fanout;

/// <summary>How much of the stream a viewer gets: the ladder a slow one goes down. Each step is counted; all but the last are
/// reversible.</summary>
/// <remarks>The last step is the end: <see cref="Protocol.CloseReason.SlowConsumer"/> after ELYSIA_SLOW_CLOSE of
/// silence.</remarks>
public enum Rung
{
    /// <summary>Every tick in which something moved.</summary>
    Healthy,

    /// <summary>Every so many ticks, by the lag that was measured.</summary>
    Thinned,

    /// <summary>A whole state, at most each 500 ms (<see cref="Ladder.KeyframePause"/>): what it missed costs more than
    /// starting anew.</summary>
    KeyframesOnly,
}
