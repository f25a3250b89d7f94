using Elysia.Bench.Pairs;

namespace Elysia.Tests.LoadTest.Pairs;

/// <summary>The order of runs, and that a real daemon can be measured.</summary>
[TestClass]
[DoNotParallelize] // A daemon is started on a core of its own.
internal sealed class PairRunTests
{
    private const int Viewers = 5;

    [TestMethod]
    public async Task RunAsync_ThreePairs_AlternatesWhichIsFirstAfterOneUncountedRunOfEach()
    {
        var measure = new FakeMeasure();
        var lines = new List<string>();

        IReadOnlyList<PairSeries> series =
            await new PairRun([measure], "a", "bb", lines.Add).RunAsync(3, CancellationToken.None);

        Assert.AreEqual("a bb a bb bb a a bb", string.Join(' ', measure.Libraries));
        Assert.HasCount(3, lines);
        Assert.AreEqual("pair 2 of 3  length: base 1.00, candidate 2.00, ratio 2.000", lines[1]);
        CollectionAssert.AreEqual(new[] { (1.0, 2.0), (1.0, 2.0), (1.0, 2.0) }, series.Single().Pairs.ToArray());
    }

    [TestMethod]
    [Timeout(60_000)]
    public async Task RunAsync_TheRealDaemon_MeasuresItsStartAndItsFrames()
    {
        string library = Path.Combine(AppContext.BaseDirectory, "elysia.dll");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("elysia-pairs-");
        string log = Path.Combine(folder.FullName, "daemon.log");
        var start = new StartMeasure(log, TimeProvider.System);
        var frame = new FrameMeasure(Viewers, seconds: 1, TimeSpan.Zero, log, TimeProvider.System);
        try
        {
            IReadOnlyList<PairSeries> series =
                await new PairRun([start, frame], library, library, _ => { }).RunAsync(1, CancellationToken.None);

            Assert.HasCount(2, series);
            Assert.IsTrue(series.All(s => s.Base > 0 && s.Candidate > 0), PairTable.Format(series));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Measures the length of the library's name.</summary>
    private sealed class FakeMeasure : IPairMeasure
    {
        public List<string> Libraries { get; } = [];

        public string Key => "length";

        public string Title => "length";

        public Task<double> MeasureAsync(string library, CancellationToken stopping)
        {
            Libraries.Add(library);
            return Task.FromResult((double)library.Length);
        }
    }
}
