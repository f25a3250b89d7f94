namespace Elysia.Ticking;

/// <summary>Lets the tick thread wait for a point in time: the only timer between the engines and the
/// viewers.</summary>
internal interface ITickTimer
{
    /// <summary>Blocks the calling thread until a given time on the timestamp clock of
    /// <see cref="TimeProvider.System"/>.</summary>
    /// <param name="timestamp">The time to wait for; a time in the past returns at once.</param>
    void WaitUntil(long timestamp);
}
