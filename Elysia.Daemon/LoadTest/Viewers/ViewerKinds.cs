namespace Elysia.LoadTest.Viewers;

/// <summary>Which viewer is of which kind.</summary>
internal static class ViewerKinds
{
    /// <summary>Spreads the kinds evenly over all viewers, the same way every time.</summary>
    /// <param name="clients">Viewers in all, at least 1.</param>
    /// <param name="stalledPercent">0..100.</param>
    /// <param name="slowPercent">0..100; both together at most 100.</param>
    /// <returns>One kind per viewer; the first is the reference, whatever the shares.</returns>
    public static ViewerKind[] Spread(int clients, double stalledPercent, double slowPercent)
    {
        var kinds = new ViewerKind[clients];
        double stalled = 0;
        double slow = 0;
        for (int i = 0; i < clients; i++)
        {
            stalled += stalledPercent / 100;
            slow += slowPercent / 100;
            kinds[i] = ViewerKind.Healthy;
            if (i == 0)
            {
                kinds[i] = ViewerKind.Reference;
            }
            else if (stalled >= 1)
            {
                kinds[i] = ViewerKind.Stalled;
                stalled--;
            }
            else if (slow >= 1)
            {
                kinds[i] = ViewerKind.Slow;
                slow--;
            }
        }

        return kinds;
    }
}

/// <summary>How a viewer treats what it is sent.</summary>
internal enum ViewerKind
{
    /// <summary>Healthy, and its pictures are the truth the others are held to. The first connection.</summary>
    Reference,

    /// <summary>Reads whatever comes, at once.</summary>
    Healthy,

    /// <summary>Sleeps and reads in bursts, like a tab in the background.</summary>
    Slow,

    /// <summary>Never reads after the handshake, like a machine that went to sleep.</summary>
    Stalled,
}
