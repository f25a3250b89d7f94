using Elysia.LoadTest.Load;

namespace Elysia.LoadTest.Report;

/// <summary>The report: the three parts of its model with Elysia's figures, plus figures over real sockets.</summary>
/// <param name="Date">The time at which it was made.</param>
/// <param name="Machine">The machine and the build.</param>
/// <param name="Parts">Deltas, rate, cost.</param>
/// <param name="Live">The figures over real sockets; null if they were left out.</param>
internal sealed record BenchReport(DateTimeOffset Date, Machine Machine, IReadOnlyList<ReportPart> Parts, LiveFigures? Live)
{
    /// <summary>Makes the report.</summary>
    /// <param name="live">The options of the live figures; null to leave them out.</param>
    /// <param name="time">The clock.</param>
    /// <param name="progress">The output for progress; null for none.</param>
    /// <param name="stopping">Ends the measurement.</param>
    public static async Task<BenchReport> MakeAsync(
        LoadOptions? live, TimeProvider time, TextWriter? progress, CancellationToken stopping)
    {
        // The three parts come first, so that nothing else of the program runs beside the code that is timed.
        ReportPart[] parts = [DeltaPart.Measure(), RatePart.Measure(), CostPart.Measure(time)];
        LiveFigures? figures = live is null ? null
            : await LiveFigures.MeasureAsync(live, time, progress, stopping).ConfigureAwait(false);
        return new BenchReport(time.GetUtcNow(), Machine.Here(), parts, figures);
    }
}

/// <summary>One of the report's three parts.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Figures">Its figures.</param>
/// <param name="Notes">Lines that are printed below the figures.</param>
internal sealed record ReportPart(string Title, IReadOnlyList<ReportFigure> Figures, IReadOnlyList<string> Notes);

/// <summary>One figure of the report.</summary>
/// <param name="Key">Its name in the model's result file.</param>
/// <param name="Value">The value, rounded for reading.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Basis">The source of the value.</param>
/// <param name="Meaning">Its definition.</param>
internal sealed record ReportFigure(string Key, double Value, string Unit, FigureBasis Basis, string Meaning);
