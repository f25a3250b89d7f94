namespace Elysia.Fanout;

/// <summary>Spreads the reconnects of the viewers of a daemon that stops, so that its successor does not get all of
/// them at once.</summary>
internal static class ReconnectDelay
{
    // A service is up again within half a second. After that, 500 handshakes a second are well within the capacity of
    // one core.
    private const double FirstMs = 500;
    private const double ViewerMs = 2;
    private const double WindowMinMs = 1_000;
    private const double WindowMaxMs = 30_000;

    /// <summary>Returns the time that one viewer should wait.</summary>
    /// <param name="index">The index of the viewer, from 0.</param>
    /// <param name="viewers">The number of viewers.</param>
    public static TimeSpan After(int index, int viewers)
    {
        double window = Math.Clamp(viewers * ViewerMs, WindowMinMs, WindowMaxMs);
        return TimeSpan.FromMilliseconds(FirstMs + (window * Math.Min(index, viewers) / Math.Max(1, viewers)));
    }
}
