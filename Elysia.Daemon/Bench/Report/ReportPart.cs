namespace Elysia.Bench.Report;

/// <summary>One of the report's three parts.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Figures">Its figures.</param>
/// <param name="Notes">Lines that are printed under it.</param>
public sealed record ReportPart(string Title, IReadOnlyList<ReportFigure> Figures, IReadOnlyList<string> Notes);
