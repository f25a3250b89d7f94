using System.Net;
using System.Net.Sockets;
using Elysia.Doctor;
using Elysia.Tests.Fakes.Hosts;

namespace Elysia.Tests.Doctor;

/// <summary>A daemon behind proxies that forward the client's address, let clients claim one, or send none.</summary>
[TestClass]
internal sealed class ForwardingCheckTests
{
    [TestMethod]
    [DataRow("127.0.0.1", "203.0.113.9", Severity.Ok, "the addresses that the proxy sends (203.0.113.9")]
    [DataRow("127.0.0.1", null, Severity.Problem, "A client's own X-Forwarded-For is believed")]
    [DataRow("127.0.0.1", "none", Severity.Warning, "all count as 127.0.0.1")]
    [DataRow(null, "203.0.113.9", Severity.Warning, "all count as 127.0.0.1")]
    public async Task RunAsync_HeadersOfTheProxy_AreChecked(string? trusted, string? forwarded, Severity severity, string fact)
    {
        await using DaemonHost host = await DaemonHost.StartAsync(
            with: o => o with { Admission = o.Admission with { TrustedProxies = trusted } });
        await using var proxy = new HeaderProxy(host.Port, forwarded);

        Finding finding = (await new ForwardingCheck(proxy.Address).RunAsync()).Single();

        Assert.AreEqual(severity, finding.Severity, finding.Fact);
        StringAssert.Contains(finding.Fact, fact, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task RunAsync_NoListenerOrAnotherProgram_ReportsNothing()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        listener.Stop();
        Assert.IsEmpty(await new ForwardingCheck(url).RunAsync());
    }
}
