namespace Elysia.Fanout;

/// <summary>When each viewer should come back to a daemon that stops: spread, so that its successor meets no herd.</summary>
internal static class ReconnectDelay
{
    // A service is up again within half a second; then 500 handshakes a second, which a core does with ease.
    private const double FirstMs = 500;
    private const double ViewerMs = 2;
    private const double WindowMinMs = 1_000;
    private const double WindowMaxMs = 30_000;

    /// <summary>The wait of one viewer.</summary>
    /// <param name="index">Which one, from 0.</param>
    /// <param name="viewers">How many there are.</param>
    public static TimeSpan After(int index, int viewers)
    {
        double window = Math.Clamp(viewers * ViewerMs, WindowMinMs, WindowMaxMs);
        return TimeSpan.FromMilliseconds(FirstMs + (window * Math.Min(index, viewers) / Math.Max(1, viewers)));
    }
}
