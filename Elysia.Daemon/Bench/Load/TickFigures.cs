namespace Elysia.Bench.Load;

/// <summary>How regular the ticks were, read off the stamps of the reference viewer.</summary>
/// <param name="RateHz">Median rate.</param>
/// <param name="Lateness">By how much the time between two frames differed from a whole number of periods.</param>
/// <param name="GapMaxMs">Longest time between two frames, in milliseconds.</param>
/// <param name="Absent">Periods without a frame: ticks in which nothing moved by more than the threshold, that were skipped,
/// or that were merged because a sender was late.</param>
public sealed record TickFigures(double RateHz, AgeFigures? Lateness, double GapMaxMs, long Absent);
