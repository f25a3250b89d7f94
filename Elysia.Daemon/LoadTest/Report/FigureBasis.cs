namespace Elysia.LoadTest.Report;

/// <summary>The source of a figure. The report keeps them apart; its model mixed them up with its 0.15 KB/s.</summary>
internal enum FigureBasis
{
    /// <summary>Counted or calculated from the code that runs in the daemon: bytes of an encoded message, a rate.</summary>
    Computed,

    /// <summary>Calculated for a simulated stream that no viewer ever receives.</summary>
    Simulated,

    /// <summary>Timed in this process, without a socket.</summary>
    Timed,
}
