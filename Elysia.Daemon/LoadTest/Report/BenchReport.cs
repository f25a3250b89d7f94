using Elysia.LoadTest.Load;

namespace Elysia.LoadTest.Report;

/// <summary>The report: the model's three parts with Elysia's figures, and what its model lacked, the wire.</summary>
/// <param name="Date">When it was made.</param>
/// <param name="Machine">Where, and of which build.</param>
/// <param name="Parts">Deltas, rate, cost.</param>
/// <param name="Live">The wire; null when it was left out.</param>
internal sealed record BenchReport(DateTimeOffset Date, Machine Machine, IReadOnlyList<ReportPart> Parts, LiveFigures? Live)
{
    /// <summary>Makes the report.</summary>
    /// <param name="live">How the live figures are taken; null to leave them out.</param>
    /// <param name="time">The clock.</param>
    /// <param name="progress">Where it tells how far it is; null for nowhere.</param>
    /// <param name="stopping">Ends it.</param>
    public static async Task<BenchReport> MakeAsync(
        LoadOptions? live, TimeProvider time, TextWriter? progress, CancellationToken stopping)
    {
        // The three parts first: nothing else of ours runs beside what is timed.
        ReportPart[] parts = [DeltaPart.Measure(), RatePart.Measure(), CostPart.Measure(time)];
        LiveFigures? figures = live is null ? null
            : await LiveFigures.MeasureAsync(live, time, progress, stopping).ConfigureAwait(false);
        return new BenchReport(time.GetUtcNow(), Machine.Here(), parts, figures);
    }
}

/// <summary>One of the report's three parts.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Figures">Its figures.</param>
/// <param name="Notes">Lines that are printed under it.</param>
internal sealed record ReportPart(string Title, IReadOnlyList<ReportFigure> Figures, IReadOnlyList<string> Notes);

/// <summary>One figure of the report.</summary>
/// <param name="Key">Its name in the report's result file.</param>
/// <param name="Value">The value, rounded for reading.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Basis">Where it comes from.</param>
/// <param name="Meaning">How it is defined.</param>
internal sealed record ReportFigure(string Key, double Value, string Unit, FigureBasis Basis, string Meaning);
