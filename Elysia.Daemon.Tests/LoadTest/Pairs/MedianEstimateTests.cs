using Elysia.Bench.Pairs;

namespace Elysia.Tests.LoadTest.Pairs;

/// <summary>The median and its interval, against published tables of the binomial distribution.</summary>
[TestClass]
internal sealed class MedianEstimateTests
{
    [TestMethod]
    [DataRow(1, 1, 0.0)]
    [DataRow(2, 1, 0.5)]
    [DataRow(5, 1, 0.9375)]
    [DataRow(6, 1, 0.96875)]
    [DataRow(8, 1, 0.9921875)]
    [DataRow(9, 2, 0.9609375)]
    [DataRow(10, 2, 0.978515625)]
    [DataRow(15, 4, 0.96484375)]
    [DataRow(20, 6, 0.958610535)]
    [DataRow(25, 8, 0.956714749)]
    [DataRow(100, 40, 0.964799800)]
    public void From_ValuesOneToN_IntervalHasTheTabulatedRanks(int count, int rank, double coverage)
    {
        IEnumerable<double> values = Enumerable.Range(1, count).Select(i => (double)i);

        MedianEstimate estimate = MedianEstimate.From(values.Reverse());

        Assert.AreEqual((count + 1) / 2.0, estimate.Median);
        Assert.AreEqual(rank, estimate.Low);
        Assert.AreEqual(count + 1 - rank, estimate.High);
        Assert.AreEqual(coverage, estimate.Coverage, 1e-9);
    }

    [TestMethod]
    public void From_OutliersAtBothEnds_ChangeNeitherMedianNorInterval()
    {
        double[] values = [.. Enumerable.Range(1, 20).Select(i => (double)i)];
        double[] wild = [-1e9, .. values[1..^1], 1e9];

        Assert.AreEqual(MedianEstimate.From(values), MedianEstimate.From(wild));
    }

    [TestMethod]
    public void From_NoValueOrTooMany_Throws()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => MedianEstimate.From([]));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => MedianEstimate.From(Enumerable.Repeat(1.0, 1001)));
    }

    [TestMethod]
    public void From_AThousandValues_CoversAtLeastWhatIsWanted()
    {
        MedianEstimate estimate = MedianEstimate.From(Enumerable.Range(1, 1000).Select(i => (double)i));

        Assert.IsGreaterThanOrEqualTo(MedianEstimate.Wanted, estimate.Coverage);
        Assert.AreEqual((469, 532), (estimate.Low, estimate.High));
    }
}
