using System.Buffers;
using System.Text.Json;
using Elysia.LoadTest.Load;
using Elysia.LoadTest.Report;
using Elysia.Tests.Fakes.Hosts;

namespace Elysia.Tests.LoadTest;

/// <summary>Tests the whole load generator against a small server on real sockets.</summary>
[TestClass]
internal sealed class LoadRunTests
{
    [TestMethod]
    [Timeout(60_000)]
    public async Task RunAsync_CorrectServer_FindsNothingWrong()
    {
        using var daemon = new FakeDaemon(rateHz: 60, TimeProvider.System);
        var progress = new StringWriter();
        var options = new LoadOptions { Clients = 20, Seconds = 3, SlowPercent = 20, StalledPercent = 10, Url = daemon.Url };
        LoadResult result = await LoadRun.RunAsync(options, TimeProvider.System, progress, CancellationToken.None);
        Assert.AreEqual(20, result.OpenAtEnd, string.Join(", ", result.Losses.Keys));
        Assert.AreEqual(0, result.Truth.Wrong);
        Assert.IsGreaterThan(0, result.Truth.Checked);
        Assert.IsGreaterThan(0, result.FrameAge!.Count);
        Assert.IsGreaterThan(0, result.ShownAge!.Count);
        Assert.IsGreaterThan(0, result.WakeFirstFrameAge!.Count);
        Assert.IsGreaterThan(0.0, result.BytesPerSecondPerViewer);
        Assert.IsNull(result.ServerCores);
        Assert.HasCount(4, progress.ToString().Trim().Split('\n'), "one line for the connecting and one a second");
    }

    [TestMethod]
    [Timeout(60_000)]
    public async Task RunAsync_ServerWithOneWrongViewer_NamesTheViewer()
    {
        using var daemon = new FakeDaemon(rateHz: 60, TimeProvider.System) { WrongEvery = 7 };
        var options = new LoadOptions { Clients = 3, Seconds = 1, Url = daemon.Url };
        LoadResult result = await LoadRun.RunAsync(options, TimeProvider.System, null, CancellationToken.None);
        Assert.IsGreaterThan(0, result.Truth.Wrong);
        Assert.AreEqual(1, result.Truth.WrongViewers);
        Assert.AreEqual((1, "Fire", 0.9), result.Truth.Examples.Select(e => (e.Viewer, $"{e.Field}", e.Shown)).First());
    }

    [TestMethod]
    [Timeout(60_000)]
    [DataRow(BenchProtocol.MotionJson)]
    [DataRow(BenchProtocol.MotionBinary)]
    public async Task RunAsync_Protocol2OfTheDaemon_CountsItsMessagesAndComparesDigests(BenchProtocol protocol)
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        var options = new LoadOptions
        {
            Clients = 3,
            Seconds = 2,
            TalkHz = 2,
            WarmUp = TimeSpan.Zero,
            Url = host.WebSocket("/ws"),
            Protocol = protocol,
        };
        LoadResult result = await LoadRun.RunAsync(options, TimeProvider.System, null, CancellationToken.None);
        Assert.AreEqual(3, result.OpenAtEnd, string.Join(", ", result.Losses.Keys));
        Assert.IsGreaterThan(0, result.Frames);
        Assert.IsGreaterThan(result.BytesPerSecondPerViewer, result.PacketBytesPerSecondPerViewer);
        Assert.AreEqual(0, result.Truth.Wrong);
        Assert.AreEqual(protocol == BenchProtocol.MotionBinary, result.Truth.Checked > 0);
        Assert.IsLessThan(900, await ReconnectCost.MeasureAsync(options.Url, protocol, CancellationToken.None));
    }

    [TestMethod]
    [Timeout(60_000)]
    public async Task RunAsync_Interrupted_GivesTheResultSoFar()
    {
        using var daemon = new FakeDaemon(rateHz: 60, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var options = new LoadOptions { Clients = 3, Seconds = 3600, Url = daemon.Url };
        LoadResult result = await LoadRun.RunAsync(options, TimeProvider.System, new CancelAfter("   1 s", stop), stop.Token);
        Assert.IsTrue(result.IsInterrupted);
        Assert.IsGreaterThan(0, result.Frames);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            LoadJson.Write(json, result);
        }

        using JsonDocument written = JsonDocument.Parse(buffer.WrittenMemory);
        Assert.IsTrue(written.RootElement.GetProperty("interrupted").GetBoolean());
        var table = new StringWriter();
        LoadTable.Write(table, result);
        StringAssert.Contains(table.ToString(), "interrupted");
    }

    [TestMethod]
    public async Task RunAsync_NoServer_FailsWithTheReason()
    {
        Uri url;
        using (var gone = new FakeDaemon(rateHz: 1, TimeProvider.System))
        {
            url = gone.Url;
        }

        BenchFailedException failure = await Assert.ThrowsExactlyAsync<BenchFailedException>(() => LoadRun.RunAsync(
            new LoadOptions { Clients = 2, Url = url }, TimeProvider.System, null, CancellationToken.None));
        StringAssert.Contains(failure.Message, "ConnectionRefused");
    }

    /// <summary>Cancels when a line appears, like Ctrl-C at that moment.</summary>
    private sealed class CancelAfter(string start, CancellationTokenSource stop) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            if (value!.StartsWith(start, StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        }
    }
}
