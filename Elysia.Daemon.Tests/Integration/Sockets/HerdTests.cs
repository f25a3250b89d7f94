using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Sockets;

/// <summary>Viewers that all connect at once wait in the kernel's queue, and every one of them gets in.</summary>
[TestClass]
[DoNotParallelize] // Thousands of descriptors.
internal sealed class HerdTests
{
    private const int Viewers = 2_000;

    [TestMethod]
    [Timeout(120_000)]
    public async Task Connect_ManyMoreAtOnceThanRequestsMayBe_AllGetIn()
    {
        await using DaemonHost host = await DaemonHost.StartAsync(with: o => o with
        {
            MaxViewers = Viewers,
            Admission = o.Admission with { MaxRequests = 100 },
        });
        RawClient[] herd = await Task.WhenAll(Enumerable.Range(0, Viewers).Select(_ => RawClient.UpgradeAsync(host.Port)));
        await host.ViewersAsync(Viewers);
        Array.ForEach(herd, c => c.Reset());
        await host.ViewersAsync(0);
    }
}
