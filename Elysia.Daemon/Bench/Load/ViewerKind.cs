namespace Elysia.Bench.Load;

/// <summary>How a viewer treats what it is sent.</summary>
public enum ViewerKind
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
