namespace Elysia.Bench.Load;

/// <summary>How old something was, in the four numbers that matter. Unit: milliseconds.</summary>
/// <param name="P50Ms">Half of the values are at most this.</param>
/// <param name="P99Ms">99 % of them.</param>
/// <param name="P999Ms">99.9 % of them.</param>
/// <param name="MaxMs">All of them.</param>
/// <param name="Count">How many values there are.</param>
public sealed record AgeFigures(double P50Ms, double P99Ms, double P999Ms, double MaxMs, long Count)
{
    private const double NanosecondsPerMs = 1e6;

    /// <summary>The figures of recorded nanoseconds, or null when nothing was recorded: no figure is better than a false
    /// 0.</summary>
    internal static AgeFigures? Of(Histogram nanoseconds) => nanoseconds.Count == 0 ? null : new AgeFigures(
        nanoseconds.Percentile(50) / NanosecondsPerMs,
        nanoseconds.Percentile(99) / NanosecondsPerMs,
        nanoseconds.Percentile(99.9) / NanosecondsPerMs,
        nanoseconds.Max / NanosecondsPerMs,
        nanoseconds.Count);
}
