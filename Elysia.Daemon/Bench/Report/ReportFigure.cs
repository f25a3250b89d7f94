namespace Elysia.Bench.Report;

/// <summary>One figure of the report.</summary>
/// <param name="Key">Its name in the report's result file.</param>
/// <param name="Value">The value, rounded for reading.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Basis">Where it comes from.</param>
/// <param name="Meaning">How it is defined.</param>
public sealed record ReportFigure(string Key, double Value, string Unit, Basis Basis, string Meaning);
