using Elysia.LoadTest.Load;

namespace Elysia.Bench.Attack.Run;

/// <summary>What the honest viewers saw in a piece of time.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Open">How many are connected still.</param>
/// <param name="FrameAges">How old states were when they were read. Unit: ns.</param>
/// <param name="Checked">Pictures compared with the truth since the beginning.</param>
/// <param name="Wrong">Pictures that were wrong since the beginning.</param>
/// <param name="WaitedNanoseconds">How long their thread was ready and had no core: the machine's part of the ages.</param>
/// <param name="Losses">Why viewers were lost, with counts.</param>
internal sealed record HonestFigures(
    int Count, int Open, Histogram FrameAges, long Checked, long Wrong, long WaitedNanoseconds,
    IReadOnlyDictionary<string, int> Losses)
{
    /// <summary>Why viewers were lost, in words.</summary>
    public string LossesText => string.Join("; ", Losses.Select(loss => $"{loss.Value} {loss.Key}"));
}
