using Elysia.Channels;
using Elysia.Fanout;

namespace Elysia.Tests.Fanout;

/// <summary>The summary of all viewers.</summary>
[TestClass]
internal sealed class ViewerCensusTests
{
    [TestMethod]
    public void Census_ManySlowViewers_ListsTheSlowestFirst()
    {
        var random = new Random(7);
        SessionSnapshot[] viewers = [.. Enumerable.Range(1, 500).Select(i => Snapshot(
            i, (ViewerState)random.Next(3), stuckMs: random.Next(5_000), behind: random.Next(100)))];
        var census = new ViewerCensus(viewers);

        SessionSnapshot[] expected =
        [
            .. viewers.Where(v => v.State != ViewerState.Healthy || v.Stuck >= SlowConsumerPolicy.ThinFrom)
                .OrderByDescending(v => v.Stuck).ThenByDescending(v => v.State).ThenByDescending(v => v.TicksBehind)
                .Take(ViewerCensus.SlowestMax),
        ];
        CollectionAssert.AreEqual(expected, census.Slowest.ToArray());
        Assert.AreEqual(viewers.Count(v => v.State == ViewerState.Thinned), census.Count(ViewerState.Thinned));
        Assert.AreEqual(viewers.Count(v => v.State is ViewerState.Thinned or ViewerState.KeyframesOnly), census.Slow);
    }

    [TestMethod]
    public void Census_HealthyViewers_ListsNoneAndFindsTheLongestSilence()
    {
        var census = new ViewerCensus(
        [
            Snapshot(1, ViewerState.Healthy, 0, 0),
            Snapshot(2, ViewerState.Healthy, 20, 1) with { Silent = TimeSpan.FromSeconds(9) },
            Snapshot(3, ViewerState.Healthy, 0, 0) with { Silent = TimeSpan.FromSeconds(4) },
        ]);
        Assert.IsEmpty(census.Slowest);
        Assert.AreEqual(3, census.Count(ViewerState.Healthy));
        Assert.AreEqual(TimeSpan.FromSeconds(9), census.LongestSilence);
    }

    private static SessionSnapshot Snapshot(long id, ViewerState state, int stuckMs, long behind) =>
        new(new ClientId(id), state, TimeSpan.FromMilliseconds(stuckMs), behind, null);
}
