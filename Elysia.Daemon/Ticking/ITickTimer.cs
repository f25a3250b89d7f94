namespace Elysia.Ticking;

/// <summary>What the tick thread waits with: the only timer of the daemon's flow.</summary>
internal interface ITickTimer
{
    /// <summary>Blocks the calling thread until a moment of <see cref="TimeProvider.System"/>'s timestamp clock.</summary>
    /// <param name="timestamp">The moment; one that is past returns at once.</param>
    void WaitUntil(long timestamp);
}
