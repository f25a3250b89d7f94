namespace Elysia.Bench.Pairs;

/// <summary>All pairs of one measure, and their verdict.</summary>
/// <remarks>The two runs of a pair follow each other, so that a machine that slows down slows both. Hence the ratio is taken
/// within each pair, not between the medians.</remarks>
/// <param name="Title">Name of the measure, and its unit.</param>
/// <param name="Pairs">The values, in the order of measuring; at least one pair.</param>
internal sealed record PairSeries(string Title, IReadOnlyList<(double Base, double Candidate)> Pairs)
{
    /// <summary>A candidate is slower if even the lower end of the interval of its ratio is above this.</summary>
    public const double RatioMax = 1.02;

    /// <summary>Median of the base.</summary>
    public double Base => MedianEstimate.From(Pairs.Select(pair => pair.Base)).Median;

    /// <summary>Median of the candidate.</summary>
    public double Candidate => MedianEstimate.From(Pairs.Select(pair => pair.Candidate)).Median;

    /// <summary>Candidate divided by base, over the pairs.</summary>
    public MedianEstimate Ratio => MedianEstimate.From(Pairs.Select(pair => pair.Candidate / pair.Base));

    /// <summary>Whether the whole interval is above <see cref="RatioMax"/>. Always false for fewer than six pairs.</summary>
    public bool IsSlower => IsEnough && Ratio.Low > RatioMax;

    /// <summary>The verdict, in words.</summary>
    public string Verdict => !IsEnough ? "none: fewer than six pairs"
        : FormattableString.Invariant($"{(IsSlower ? "slower: " : "not ")}wholly above {RatioMax:0.00}");

    private bool IsEnough => Ratio.Coverage >= MedianEstimate.Wanted;
}
