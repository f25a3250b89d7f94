using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Processes;

/// <summary>HttpListener itself answers a POST without a length, also passes it to the application, and then keeps it
/// for ever.</summary>
[TestClass]
internal sealed class PostTests
{
    private const int Posts = 10_000;
    private const int AtOnce = 20;

    // Without the workaround, 10,000 of them leave 200 MB behind. The runtime reads the limit as hexadecimal: 64 MB.
    private static readonly (string Name, string Value) HeapLimit = ("DOTNET_GCHeapHardLimit", "4000000");

    [TestMethod]
    public async Task Post_TenThousandWithoutALength_DoNotAccumulate()
    {
        using DaemonProcess daemon = await DaemonProcess.StartDaemonAsync(HeapLimit);
        await PostAsync(daemon.Port, Posts);
        await using Viewer viewer = await daemon.ConnectAsync();
        await viewer.ReceivesAsync("full");
        Assert.IsFalse(daemon.HasExited);
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
