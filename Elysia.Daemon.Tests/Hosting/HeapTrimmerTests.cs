using Elysia.Hosting;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Clocks;

namespace Elysia.Tests.Hosting;

/// <summary>When memory is given back: once, after a crowd, when it stands still.</summary>
[TestClass]
internal sealed class HeapTrimmerTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly CancellationTokenSource _stopping = new();
    private long _comings;
    private int _looks;
    private int _collections;
    private int _releases;

    [TestMethod]
    public async Task Run_AfterTheStart_ReleasesOnceAndNoMore()
    {
        Task running = Start();
        Assert.AreEqual(0, _releases, "The start is not over.");
        await LookAsync(times: 5);
        Assert.AreEqual(1, _releases);
        await EndAsync(running);
    }

    [TestMethod]
    public async Task Run_ACrowdThatStandsStill_CollectsOnce()
    {
        Task running = Start();
        _comings = HeapTrimmer.Crowd;
        await LookAsync();
        Assert.AreEqual(0, _collections, "It did not wait for the crowd to stand still.");
        await LookAsync(times: 5);
        Assert.AreEqual(1, _collections);
        await EndAsync(running);
    }

    [TestMethod]
    public async Task Run_ACrowdThatGoesOnComing_DoesNotCollect()
    {
        Task running = Start();
        for (int i = 0; i < 8; i++)
        {
            _comings += HeapTrimmer.Crowd;
            await LookAsync();
        }

        Assert.AreEqual(0, _collections);
        await EndAsync(running);
    }

    [TestMethod]
    public async Task Run_FewViewers_AddUpUntilTheyAreACrowd()
    {
        Task running = Start();
        for (int i = 0; i < 2; i++)
        {
            _comings += HeapTrimmer.Crowd / 2;
            Assert.AreEqual(0, _collections);
            await LookAsync(times: 3);
        }

        Assert.AreEqual(1, _collections);
        await EndAsync(running);
    }

    /// <summary>Frees what stops it.</summary>
    public void Dispose() => _stopping.Dispose();

    private Task Start() => new HeapTrimmer(
        () =>
        {
            _looks++;
            return _comings;
        },
        () => _collections++,
        () => _releases++,
        _time).RunAsync(_stopping.Token);

    private async Task LookAsync(int times = 1)
    {
        for (int i = 0; i < times; i++)
        {
            int looks = _looks;
            await Eventually.TrueAsync(() => _time.Timers > 0, "it waits");
            _time.Advance(HeapTrimmer.StillFor);
            await Eventually.TrueAsync(() => _looks > looks, "it looks");
        }
    }

    private async Task EndAsync(Task running)
    {
        await _stopping.CancelAsync();
        await Eventually.TrueAsync(() => running.IsCompletedSuccessfully, "it stops");
    }
}
