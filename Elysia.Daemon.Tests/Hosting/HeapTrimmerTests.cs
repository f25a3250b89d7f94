using Elysia.Hosting;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Clocks;

namespace Elysia.Tests.Hosting;

/// <summary>Memory is returned once after many viewers have come or gone, when their number is stable.</summary>
[TestClass]
internal sealed class HeapTrimmerTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly CancellationTokenSource _stopping = new();
    private long _comings;
    private int _checks;
    private int _collections;
    private int _releases;

    [TestMethod]
    public async Task RunAsync_AfterTheStart_ReleasesOnce()
    {
        Task running = Start();
        Assert.AreEqual(0, _releases, "It released memory before the first check.");
        await AdvanceAsync(times: 5);
        Assert.AreEqual(1, _releases);
        await EndAsync(running);
    }

    [TestMethod]
    public async Task RunAsync_ManyViewersCameAndTheirNumberIsStable_CollectsOnce()
    {
        Task running = Start();
        _comings = HeapTrimmer.Crowd;
        await AdvanceAsync();
        Assert.AreEqual(0, _collections, "It did not wait until the number of viewers was stable.");
        await AdvanceAsync(times: 5);
        Assert.AreEqual(1, _collections);
        await EndAsync(running);
    }

    [TestMethod]
    public async Task RunAsync_ViewersKeepComing_DoesNotCollect()
    {
        Task running = Start();
        for (int i = 0; i < 8; i++)
        {
            _comings += HeapTrimmer.Crowd;
            await AdvanceAsync();
        }

        Assert.AreEqual(0, _collections);
        await EndAsync(running);
    }

    [TestMethod]
    public async Task RunAsync_FewViewersRepeatedly_CollectsOnceTheyAddUpToEnough()
    {
        Task running = Start();
        for (int i = 0; i < 2; i++)
        {
            _comings += HeapTrimmer.Crowd / 2;
            Assert.AreEqual(0, _collections);
            await AdvanceAsync(times: 3);
        }

        Assert.AreEqual(1, _collections);
        await EndAsync(running);
    }

    /// <summary>Releases the token source.</summary>
    public void Dispose() => _stopping.Dispose();

    private Task Start() => new HeapTrimmer(
        () =>
        {
            _checks++;
            return _comings;
        },
        () => _collections++,
        () => _releases++,
        _time).RunAsync(_stopping.Token);

    private async Task AdvanceAsync(int times = 1)
    {
        for (int i = 0; i < times; i++)
        {
            int checks = _checks;
            await Eventually.TrueAsync(() => _time.Timers > 0, "it waits");
            _time.Advance(HeapTrimmer.StillFor);
            await Eventually.TrueAsync(() => _checks > checks, "it checks");
        }
    }

    private async Task EndAsync(Task running)
    {
        await _stopping.CancelAsync();
        await Eventually.TrueAsync(() => running.IsCompletedSuccessfully, "it stops");
    }
}
