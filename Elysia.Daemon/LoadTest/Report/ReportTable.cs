using System.Globalization;
using Elysia.LoadTest.Load;

namespace Elysia.LoadTest.Report;

/// <summary>Prints the report for people. Every line says whether it was computed, simulated, timed, or measured over
/// real sockets.</summary>
internal static class ReportTable
{
    /// <summary>Prints a report.</summary>
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
        LoadResult crowd = live.Crowd;
        Line(output, $"Live: measured over real sockets, protocol {crowd.Options.Protocol.Name()}");
        Row(output, "one quiet viewer", Stream(live.Quiet));
        Row(output, $"{live.Lively.Connected} in conversation, each", Stream(live.Lively));
        Row(output, $"{crowd.Connected} viewers, each", Stream(crowd));
        Row(output, "coming back", $"{live.ComingBackBytes:N0} B for a viewer that was away while she was given a feeling");
        Row(output, "CPU per delivered frame", $"{crowd.ServerCpuPerFrameMicroseconds ?? 0:0.00} µs of the daemon's");
        Row(output, "memory per viewer", $"{(crowd.ServerBytesPerViewer ?? 0) / 1024:0.0} KiB of the daemon's");
        Row(output, "viewers per core", $"{live.ViewersPerCore ?? 0:N0} at that rate, by the CPU per frame");
        Age(output, "frame age", crowd.FrameAge);
        Age(output, "shown age", crowd.ShownAge);
        Age(output, "tick lateness", crowd.Ticks?.Lateness);
        Row(
            output,
            "wrong pictures",
            $"{live.Wrong:N0} of {live.Compared:N0}");
        Line(output, $"  {crowd.Generator.Verdict}");
    }

    private static FormattableString Stream(LoadResult result)
    {
        (double bytes, double packets) = (result.BytesPerSecondPerViewer, result.PacketBytesPerSecondPerViewer);
        string daemon = result.ServerCores is { } cores ? Text($"{cores:0.0 %} of a core") : "unknown";
        double frames = result.FramesPerSecondPerViewer;
        return $"{frames:0.00} frames/s, {bytes:N1} B/s, {packets:N1} with TCP's and IP's headers; daemon {daemon}";
    }

    private static void Age(TextWriter output, string name, AgeFigures? age)
    {
        if (age is not null)
        {
            Row(output, name, $"p50 {age.P50Ms:0.00}, p99 {age.P99Ms:0.00}, p99.9 {age.P999Ms:0.00}, max {age.MaxMs:0.00} ms");
        }
    }

    private static void Row(TextWriter output, string name, FormattableString value) =>
        Line(output, $"  {name,-26} {Text(value)}");

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(Text(line));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
