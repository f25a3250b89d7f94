using Elysia.LoadTest.Load;

namespace Elysia.Tests.LoadTest;

[TestClass]
internal sealed class HistogramTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Percentile_RandomValues_IsWithinOnePercentOfTheExactOne(int seed)
    {
        var random = new Random(seed);
        long[] values = [.. Enumerable.Range(0, 10_000).Select(_ => (long)Math.Exp(random.NextDouble() * 40))];
        var histogram = new Histogram();
        foreach (long value in values)
        {
            histogram.Record(value);
        }

        Array.Sort(values);
        foreach (double percent in (double[])[0.01, 50, 90, 99, 99.9, 100])
        {
            long exact = values[(int)Math.Ceiling(values.Length * percent / 100) - 1];
            long found = histogram.Percentile(percent);
            Assert.IsTrue(found >= exact && found - exact <= exact * 0.008, $"seed {seed}, {percent} %: {found}, not {exact}");
        }

        Assert.AreEqual(values[^1], histogram.Max);
    }

    [TestMethod]
    public void Add_OtherHistogram_EqualsOneHistogramOfAll()
    {
        var (one, other, all) = (new Histogram(), new Histogram(), new Histogram());
        for (int i = 1; i <= 1000; i++)
        {
            (i % 3 == 0 ? one : other).Record(i * i);
            all.Record(i * i);
        }

        one.Add(other);

        Assert.AreEqual(all.Count, one.Count);
        Assert.AreEqual(all.Max, one.Max);
        foreach (double percent in (double[])[1, 50, 99, 100])
        {
            Assert.AreEqual(all.Percentile(percent), one.Percentile(percent));
        }
    }

    [TestMethod]
    public void Percentile_SmallValues_AreExact()
    {
        var histogram = new Histogram();
        for (int i = 0; i <= 200; i++)
        {
            histogram.Record(i);
        }

        Assert.AreEqual(100, histogram.Percentile(50));
        Assert.AreEqual(200, histogram.Percentile(100));
    }

    [TestMethod]
    public void Percentile_Extremes_AreKept()
    {
        var histogram = new Histogram();
        histogram.Record(long.MaxValue);
        histogram.Record(-1);
        Assert.AreEqual(0, histogram.Percentile(50));
        Assert.AreEqual(long.MaxValue, histogram.Percentile(100));
    }

    [TestMethod]
    public void From_NothingRecorded_IsNull() => Assert.IsNull(AgeFigures.From(new Histogram()));
}
