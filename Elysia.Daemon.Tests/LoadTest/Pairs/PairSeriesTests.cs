using Elysia.Bench.Pairs;

namespace Elysia.Tests.LoadTest.Pairs;

/// <summary>Tests when a candidate counts as slower, and the text of the table.</summary>
[TestClass]
internal sealed class PairSeriesTests
{
    [TestMethod]
    [DataRow(5, 15, true)] // The sixth smallest of 20 ratios is the lower end.
    [DataRow(6, 14, false)]
    [DataRow(20, 0, false)]
    [DataRow(0, 20, true)]
    public void IsSlower_TwentyPairs_DependsOnTheSixthSmallestRatio(int asFast, int slower, bool expected)
    {
        PairSeries series = Of([.. Enumerable.Repeat(1.0, asFast), .. Enumerable.Repeat(1.03, slower)]);

        Assert.AreEqual(expected, series.IsSlower);
        Assert.AreEqual(expected ? "slower: wholly above 1.02" : "not wholly above 1.02", series.Verdict);
    }

    [TestMethod]
    public void IsSlower_FewerThanSixPairs_HasNoVerdict()
    {
        PairSeries series = Of(2, 2, 2, 2, 2);

        Assert.IsFalse(series.IsSlower);
        Assert.AreEqual("none: fewer than six pairs", series.Verdict);
        Assert.IsTrue(Of(2, 2, 2, 2, 2, 2).IsSlower);
    }

    [TestMethod]
    public void Ratio_MachineThatBecomesSlower_IsTakenWithinThePairs()
    {
        var series = new PairSeries("x", [(10, 10), (20, 20), (30, 60)]);

        Assert.AreEqual((20, 20, 1), (series.Base, series.Candidate, series.Ratio.Median));
    }

    [TestMethod]
    public void Format_OfASeries_HasMediansRatioIntervalAndVerdict()
    {
        string table = PairTable.Format([Of([.. Enumerable.Repeat(1.01, 20)])]);

        StringAssert.Contains(
            table,
            "| x, 20 pairs | 100.00 | 101.00 | 1.010 | 1.010 to 1.010 (95.9 %) | not wholly above 1.02 |",
            StringComparison.Ordinal);
    }

    private static PairSeries Of(params double[] ratios) => new("x", [.. ratios.Select(ratio => (100.0, 100 * ratio))]);
}
