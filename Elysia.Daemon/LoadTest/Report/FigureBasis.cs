namespace Elysia.LoadTest.Report;

/// <summary>Where a figure comes from. The report never mixes them up, as its model did with 0.15 KB/s.</summary>
internal enum FigureBasis
{
    /// <summary>Counted or calculated from the code that runs in the daemon: bytes of an encoded message, a rate.</summary>
    Computed,

    /// <summary>Calculated for an imagined stream that no viewer ever receives.</summary>
    Simulated,

    /// <summary>Timed in this process, without a socket.</summary>
    Timed,
}
