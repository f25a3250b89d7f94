namespace Elysia.Bench.Load;

/// <summary>Whether viewers saw what was published.</summary>
/// <param name="Checked">Pictures compared with the reference viewer's of the same tick.</param>
/// <param name="Unchecked">Pictures of ticks that the reference viewer never showed.</param>
/// <param name="Wrong">Pictures further off than the threshold in any field.</param>
/// <param name="WrongViewers">How many viewers ever had one.</param>
/// <param name="MaxDistance">The greatest distance seen in any field of any picture.</param>
/// <param name="Examples">The first wrong ones; at most <see cref="TruthChecker.ExamplesMax"/>.</param>
public sealed record TruthFigures(
    long Checked, long Unchecked, long Wrong, int WrongViewers, double MaxDistance, IReadOnlyList<WrongPicture> Examples);
