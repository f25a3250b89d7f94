using System.Threading.Channels;
using Elysia.Hosting;
using Elysia.Tests.Fakes.Clocks;

namespace Elysia.Tests.Hosting;

/// <summary>Loops and threads that run until the daemon stops.</summary>
[TestClass]
internal sealed class BackgroundLoopTests : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    public TestContext TestContext { get; set; } = null!;

    [TestCleanup]
    public void Dispose() => _stopping.Dispose();

    [TestMethod]
    public async Task RunAsync_DaemonStops_EndsInOrder()
    {
        Task loop = BackgroundLoop.RunAsync(new TaskCompletionSource().Task.WaitAsync, _stopping.Token);
        Assert.IsFalse(loop.IsCompleted);
        await _stopping.CancelAsync();
        await loop.WaitAsync(TestContext.CancellationToken);
    }

    [TestMethod]
    public async Task RunAsync_BodyFails_Faults() => await Assert.ThrowsExactlyAsync<InvalidOperationException>(
        () => BackgroundLoop.RunAsync(_ => throw new InvalidOperationException(), _stopping.Token));

    [TestMethod]
    public async Task RunAsync_CancelledByAnotherToken_Faults() => await Assert.ThrowsExactlyAsync<OperationCanceledException>(
        () => BackgroundLoop.RunAsync(_ => throw new OperationCanceledException(), _stopping.Token));

    [TestMethod]
    public async Task EveryAsync_APeriodHasPassed_CallsOnce()
    {
        var time = new ManualTimeProvider();
        var calls = Channel.CreateBounded<bool>(2);
        Task loop = BackgroundLoop.EveryAsync(
            TimeSpan.FromSeconds(2), time, () => calls.Writer.TryWrite(true), _stopping.Token);
        time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.AreEqual(0, calls.Reader.Count);
        time.Advance(TimeSpan.FromSeconds(0.1));
        await calls.Reader.ReadAsync(TestContext.CancellationToken);
        await _stopping.CancelAsync();
        await loop;
    }

    [TestMethod]
    public async Task ForEachAsync_ChannelIsCompleted_HasTakenAll()
    {
        var channel = Channel.CreateBounded<int>(2);
        channel.Writer.TryWrite(1);
        channel.Writer.TryWrite(2);
        channel.Writer.Complete();
        List<int> taken = [];
        await BackgroundLoop.ForEachAsync(channel.Reader, taken.Add, _stopping.Token);
        CollectionAssert.AreEqual(new[] { 1, 2 }, taken);
    }

    [TestMethod]
    public async Task Thread_BodyEnds_Completes()
    {
        string? name = null;
        var thread = new BackgroundThread("elysia-test", () => name = Thread.CurrentThread.Name);
        thread.Start();
        await thread.Completion;
        Assert.AreEqual("elysia-test", name);
    }

    [TestMethod]
    public async Task Thread_BodyFails_Faults()
    {
        var thread = new BackgroundThread("elysia-test", () => throw new InvalidOperationException());
        thread.Start();
        await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => thread.Completion);
    }
}
