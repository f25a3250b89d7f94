namespace Elysia.Fanout;

/// <summary>How a viewer is doing, as an operator sees it.</summary>
public enum ViewerState
{
    /// <summary>Gets every tick in which something moved.</summary>
    Healthy,

    /// <summary>Gets every so many ticks (<see cref="Rung.Thinned"/>).</summary>
    Thinned,

    /// <summary>Gets a whole state, at most each 500 ms (<see cref="Rung.KeyframesOnly"/>).</summary>
    KeyframesOnly,

    /// <summary>Is being said goodbye to.</summary>
    Closing,
}
