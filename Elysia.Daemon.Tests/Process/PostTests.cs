using Elysia.Tests.Fakes;

namespace Elysia.Tests.Process;

/// <summary>HttpListener answers a POST without a length itself, hands it out as well, and then keeps it for ever.</summary>
[TestClass]
public sealed class PostTests
{
    private const int Posts = 10_000;
    private const int WarmUp = 2_000;
    private const int AtOnce = 20;

    // Without our shim 10,000 of them leave 200 MB behind; what the collector has not taken back yet is less than this.
    private const long GrownMax = 24 * 1024 * 1024;

    [TestMethod]
    public async Task Post_TenThousandWithoutALength_LeaveNoMemoryBehind()
    {
        using DaemonProcess daemon = await DaemonProcess.StartDaemonAsync();
        await PostAsync(daemon.Port, WarmUp);
        long before = daemon.ResidentBytes();
        await PostAsync(daemon.Port, Posts);
        Assert.IsLessThan(GrownMax, daemon.ResidentBytes() - before);
        await using Viewer viewer = await daemon.ConnectAsync();
        await viewer.ReceivesAsync("full");
    }

    private static async Task PostAsync(int port, int posts)
    {
        int left = posts;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                using RawClient client = await RawClient.ConnectAsync(port);
                await client.SendAsync("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
                StringAssert.StartsWith(await client.ReadHeadAsync(), "HTTP/1.1 411 ", StringComparison.Ordinal);
            }
        }));
    }
}
