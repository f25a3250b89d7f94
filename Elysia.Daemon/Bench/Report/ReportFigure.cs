namespace Elysia.Bench.Report;

/// <summary>Where a figure comes from. The report never mixes them up, as its model did with 0.15 KB/s.</summary>
public enum Basis
{
    /// <summary>Counted or calculated from the code that runs in the daemon: bytes of an encoded message, a rate.</summary>
    Computed,

    /// <summary>Calculated for an imagined stream that no viewer ever receives.</summary>
    Simulated,

    /// <summary>Timed in this process, without a socket.</summary>
    Timed,
}

/// <summary>One figure of the report.</summary>
/// <param name="Key">Its name in the report's result file.</param>
/// <param name="Value">The value, rounded for reading.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Basis">Where it comes from.</param>
/// <param name="Meaning">How it is defined.</param>
public sealed record ReportFigure(string Key, double Value, string Unit, Basis Basis, string Meaning);

/// <summary>One of the report's three parts.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Figures">Its figures.</param>
/// <param name="Notes">Lines that are printed under it.</param>
public sealed record ReportPart(string Title, IReadOnlyList<ReportFigure> Figures, IReadOnlyList<string> Notes);
