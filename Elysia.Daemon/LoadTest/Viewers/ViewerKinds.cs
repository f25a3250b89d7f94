namespace Elysia.LoadTest.Viewers;

/// <summary>The distribution of the kinds over the viewers.</summary>
internal static class ViewerKinds
{
    /// <summary>Spreads the kinds evenly over all viewers, deterministically.</summary>
    /// <param name="clients">The number of viewers, at least 1.</param>
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

/// <summary>The reading behaviour of a viewer.</summary>
internal enum ViewerKind
{
    /// <summary>Healthy, and its pictures are the truth that the others are compared with. The first
    /// connection.</summary>
    Reference,

    /// <summary>Reads everything at once.</summary>
    Healthy,

    /// <summary>Sleeps and reads in bursts, like a tab in the background.</summary>
    Slow,

    /// <summary>Never reads after the handshake, like a machine that was suspended.</summary>
    Stalled,
}
