using System.Globalization;
using Elysia.Bench.Load;

namespace Elysia.Bench.Report;

/// <summary>Prints the report for people. Every line says whether it was computed, simulated, timed, or measured on the wire.</summary>
public static class ReportTable
{
    /// <summary>Prints it.</summary>
    public static void Write(TextWriter output, BenchReport report)
    {
        Machine machine = report.Machine;
        Line(output, $"Elysia {machine.Version}, commit {machine.Commit ?? "unknown"}, {report.Date:yyyy-MM-dd HH:mm} UTC");
        Line(output, $"{machine.Runtime} on {machine.Cores} cores of {machine.Processor}, {machine.System}");
        foreach (ReportPart part in report.Parts)
        {
            Line(output, $"");
            Line(output, $"{part.Title}");
            foreach (ReportFigure figure in part.Figures)
            {
                string value = figure.Value.ToString("0.#######", CultureInfo.InvariantCulture);
                string basis = figure.Basis.ToString().ToLowerInvariant();
                Line(output, $"  {figure.Key,-26} {value,10} {figure.Unit,-6} {basis,-10} {figure.Meaning}");
            }

            foreach (string note in part.Notes)
            {
                Line(output, $"    {note}");
            }
        }

        if (report.Live is { } live)
        {
            Write(output, live);
        }
    }

    private static void Write(TextWriter output, LiveFigures live)
    {
        Line(output, $"");
        Line(output, $"Live: measured over real sockets");
        (LoadResult quiet, LoadResult crowd) = (live.Quiet, live.Crowd);
        Line(output, $"  one quiet viewer           {quiet.FramesPerSecondPerViewer:0.0} frames/s, {quiet.BytesPerSecondPerViewer:N0} B/s, daemon {Percent(quiet.ServerCores)} of a core");
        Line(output, $"  {Text($"{crowd.Connected:N0} viewers"),-26} {crowd.FramesPerSecondPerViewer:0.0} frames/s and {crowd.BytesPerSecondPerViewer:N0} B/s each, daemon {Percent(crowd.ServerCores)} of a core");
        Line(output, $"  cost                       {crowd.ServerCpuPerFrameMicroseconds ?? 0:0.00} µs per delivered frame, {(crowd.ServerBytesPerViewer ?? 0) / 1024:0.0} KiB per viewer, {live.ViewersPerCore ?? 0:N0} viewers per core at this rate");
        Age(output, "frame age", crowd.FrameAge);
        Age(output, "shown age", crowd.ShownAge);
        Age(output, "tick lateness", crowd.Ticks?.Lateness);
        Line(output, $"  wrong pictures             {quiet.Truth.Wrong + crowd.Truth.Wrong:N0} of {quiet.Truth.Checked + crowd.Truth.Checked:N0}");
        Line(output, $"  {crowd.Generator.Verdict}");
    }

    private static string Percent(double? cores) => cores is null ? "unknown share" : Text($"{cores:0.0 %}");

    private static void Age(TextWriter output, string name, AgeFigures? age)
    {
        if (age is not null)
        {
            Line(output, $"  {name,-26} p50 {age.P50Ms:0.00}, p99 {age.P99Ms:0.00}, p99.9 {age.P999Ms:0.00}, max {age.MaxMs:0.00} ms");
        }
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(Text(line));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
