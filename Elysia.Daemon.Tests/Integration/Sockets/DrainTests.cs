using System.Net.Sockets;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Sockets;

/// <summary>Tests the shutdown: each viewer gets a close frame, viewers that do not answer a deadline, and the port
/// becomes free.</summary>
[TestClass]
internal sealed class DrainTests
{
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(5);

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Stop_HealthyViewers_AllGet1001WithoutWaiting(string transport)
    {
        DaemonHost host = await DaemonHost.StartAsync(transport);
        Viewer[] viewers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.ConnectAsync()));
        await Task.WhenAll(viewers.Select(v => v.ReceivesAsync("full")));
        long start = TimeProvider.System.GetTimestamp();
        await host.StopAsync();
        Assert.IsLessThan(StopDeadline / 2, TimeProvider.System.GetElapsedTime(start));
        foreach (Viewer viewer in viewers)
        {
            Assert.AreEqual(1001, await viewer.ClosedAsync());
            await viewer.DisposeAsync();
        }

        await host.DisposeAsync();
    }

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Stop_UnresponsiveViewers_EndsWithinTheDeadlineAndTheOthersGet1001(string transport)
    {
        DaemonHost host = await DaemonHost.StartAsync(transport);
        await using Viewer healthy = await host.ConnectAsync();
        var stuck = new List<RawClient>();
        byte[] chat = WebSocketFrames.Create("""{"type":"text","content":"hello there, how are you today?"}""");
        for (int i = 0; i < 10; i++)
        {
            stuck.Add(await RawClient.UpgradeAsync(host.Port, receiveBufferBytes: 2048));
            for (int asked = 0; asked < 10; asked++)
            {
                await stuck[i].SendAsync(chat);
            }
        }

        stuck.Add(await RawClient.ConnectAsync(host.Port));
        stuck.Add(await RawClient.ConnectAsync(host.Port));
        await stuck[^1].SendAsync("GET / HTTP/1.1\r\nHost: half");
        await healthy.ReceivesAsync("full");
        long start = TimeProvider.System.GetTimestamp();
        await host.StopAsync();
        Assert.IsLessThan(StopDeadline, TimeProvider.System.GetElapsedTime(start));
        Assert.AreEqual(1001, await healthy.ClosedAsync());
        stuck.ForEach(s => s.Dispose());
        await host.DisposeAsync();
    }

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Stop_Done_FreesThePort(string transport)
    {
        DaemonHost host = await DaemonHost.StartAsync(transport);
        int port = host.Port;
        await using (Viewer viewer = await host.ConnectAsync())
        {
            await host.DisposeAsync();
            Assert.AreEqual(1001, await viewer.ClosedAsync());
        }

        SocketException refused = await Assert.ThrowsExactlyAsync<SocketException>(() => RawClient.ConnectAsync(port));
        Assert.AreEqual(SocketError.ConnectionRefused, refused.SocketErrorCode);
        await using DaemonHost again = await DaemonHost.StartAsync(transport, o => o with { Port = port });
        Assert.AreEqual(port, again.Port);
    }
}
