using Elysia.LoadTest.Load;

namespace Elysia.Bench.Attack.Run;

/// <summary>The honest viewers' figures for a period.</summary>
/// <param name="Count">The number of viewers.</param>
/// <param name="Open">The number of viewers still connected.</param>
/// <param name="FrameAges">The ages of states when they were read. Unit: ns.</param>
/// <param name="Checked">Pictures compared with the truth since the beginning.</param>
/// <param name="Wrong">Pictures that were wrong since the beginning.</param>
/// <param name="WaitedNanoseconds">The time for which their thread was runnable without a core: the machine's part of
/// the ages.</param>
/// <param name="Losses">The reasons why viewers were lost, with counts.</param>
internal sealed record HonestFigures(
    int Count, int Open, Histogram FrameAges, long Checked, long Wrong, long WaitedNanoseconds,
    IReadOnlyDictionary<string, int> Losses)
{
    /// <summary>The reasons why viewers were lost, in words.</summary>
    public string LossesText => string.Join("; ", Losses.Select(loss => $"{loss.Value} {loss.Key}"));
}
