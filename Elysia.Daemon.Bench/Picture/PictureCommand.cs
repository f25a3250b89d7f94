using System.Globalization;

namespace Elysia.Bench.Picture;

/// <summary>`picture`: draws the error of a viewer's picture, for docs/BENCHMARKS.md.</summary>
internal static class PictureCommand
{
    // Each point of the chart is the maximum over this number of display instants, which is one tick.
    private const int InstantsPerPoint = 8;

    /// <summary>Writes the chart and prints the figures.</summary>
    /// <param name="file">The file for the chart.</param>
    /// <param name="output">The output for the figures.</param>
    public static async Task<int> RunAsync(string file, TextWriter output)
    {
        IReadOnlyList<ShownError> errors = PictureError.Measure();
        await File.WriteAllTextAsync(file, Draw(errors)).ConfigureAwait(false);
        await output.WriteLineAsync(Figures("protocol 1", errors.Select(e => e.Samples))).ConfigureAwait(false);
        await output.WriteLineAsync(Figures("protocol 2", errors.Select(e => e.Motions))).ConfigureAwait(false);
        return 0;
    }

    /// <summary>Draws the chart.</summary>
    public static string Draw(IReadOnlyList<ShownError> errors)
    {
        ShownError[][] points = [.. errors.Chunk(InstantsPerPoint)];
        return LineChart.Draw(
            "Error of what a viewer shows",
            "the field with the largest error, 240 display instants a second, 30 ticks a second",
            [
                new Line("protocol 1: the last sample", "#5b8def",
                    [.. points.Select(p => (p[0].Seconds, p.Max(e => e.Samples)))]),
                new Line("protocol 2: motions, JSON or bytes", "#d6579b",
                    [.. points.Select(p => (p[0].Seconds, p.Max(e => e.Motions)))]),
            ],
            (PictureError.Threshold, "threshold"));
    }

    private static string Figures(string name, IEnumerable<double> errors)
    {
        double[] sorted = [.. errors.Order()];
        (double median, double p99) = (sorted[sorted.Length / 2], sorted[sorted.Length * 99 / 100]);
        return string.Create(CultureInfo.InvariantCulture,
            $"{name}: median {median:0.0000}, p99 {p99:0.0000}, maximum {sorted[^1]:0.0000}");
    }
}
