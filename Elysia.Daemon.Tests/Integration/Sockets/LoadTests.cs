using Elysia.LoadTest.Load;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;
using Viewer = Elysia.Tests.Fakes.Viewers.Viewer;

namespace Elysia.Tests.Integration.Sockets;

/// <summary>Two hundred viewers for some seconds, including stalled, slow, talking and reconnecting ones. Checks that
/// what they see is correct, not how fast it is.</summary>
[TestClass]
[DoNotParallelize]
internal sealed class LoadTests
{
    private const int Clients = 200;
    private const int Reconnecting = 10;

    private static readonly LoadOptions Load = new()
    {
        Clients = Clients,
        Seconds = 6,
        StalledPercent = 10,
        SlowPercent = 10,
        TalkHz = 10,
        RateHz = (60, 60),
    };

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    [Timeout(120_000)]
    public async Task Load_TwoHundredViewersOfAllKinds_SeeCorrectStatesAndMissNoAnswer(string transport)
    {
        await using DaemonHost host = await DaemonHost.StartAsync(transport, o => o with { MinFps = 60, MaxFps = 60 });
        using var stopping = new CancellationTokenSource();
        Task<int>[] reconnecting = [.. Enumerable.Range(0, Reconnecting).Select(_ => ReconnectAsync(host, stopping.Token))];

        LoadResult result = await LoadRun.RunAsync(
            Load with { Url = host.WebSocket("/ws") }, TimeProvider.System, null, CancellationToken.None);

        await stopping.CancelAsync();
        int[] rounds = await Task.WhenAll(reconnecting);
        Assert.AreEqual(Clients, result.Connected);
        Assert.AreEqual(Clients, result.OpenAtEnd, string.Join(", ", result.Losses));
        Assert.AreEqual(0, result.Truth.Wrong, string.Join(", ", result.Truth.Examples));
        Assert.IsGreaterThan(Clients, result.Truth.Checked);
        Assert.IsGreaterThan(0, result.Talk.Questions);
        Assert.AreEqual(0, result.Talk.Lost, $"{result.Talk}");
        Assert.IsTrue(rounds.All(r => r > 0), "A viewer did not reconnect.");
        await host.ViewersAsync(0);
    }

    /// <summary>Reconnects repeatedly, half of the times after a close frame, half without one. Every time the first
    /// picture must be complete.</summary>
    private static async Task<int> ReconnectAsync(DaemonHost host, CancellationToken stopping)
    {
        int rounds = 0;
        while (!stopping.IsCancellationRequested)
        {
            await using Viewer viewer = await host.ConnectAsync("/ws");
            await viewer.ReceivesAsync("delta", 3);
            Assert.HasCount(1, viewer.Of(""));
            Assert.HasCount(1, viewer.Of("full"));
            if (++rounds % 2 == 0)
            {
                await viewer.CloseAsync();
            }
        }

        return rounds;
    }
}
