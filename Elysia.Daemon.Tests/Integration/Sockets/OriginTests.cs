using System.Text;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Sockets;

/// <summary>Pages of other sites cannot open a WebSocket; the daemon's own page and clients other than browsers
/// can.</summary>
[TestClass]
internal sealed class OriginTests
{
    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Upgrade_ByAPage_DependsOnItsOrigin(string transport)
    {
        await using DaemonHost host = await DaemonHost.StartAsync(transport);
        Assert.AreEqual("403", await StatusAsync(host, "http://xn--\u00ff"), "A name that is none.");
        Assert.AreEqual("101", await StatusAsync(host, null));
        Assert.AreEqual("101", await StatusAsync(host, $"http://127.0.0.1:{host.Port}"));
        Assert.AreEqual("403", await StatusAsync(host, "http://127.0.0.1:8080"), "Another program of this machine.");
        Assert.AreEqual("403", await StatusAsync(host, "https://evil.example"));
        Assert.AreEqual("403", await StatusAsync(host, "null"));
        Assert.AreEqual("403", await StatusAsync(host, ""));
    }

    [TestMethod]
    public async Task Upgrade_ByAPageUnderAForeignHostName_IsRefused()
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        Assert.AreEqual("403", await StatusAsync(host, "http://rebound.example", "rebound.example"));
        Assert.AreEqual("101", await StatusAsync(
            host, "https://elysia.example", "elysia.example", "X-Forwarded-For: 203.0.113.7"), "A proxy connects like this.");
    }

    [TestMethod]
    public async Task Upgrade_ByAPageThatTheOperatorAllows_IsAccepted()
    {
        await using DaemonHost host = await DaemonHost.StartAsync(with: o => o with
        {
            Admission = o.Admission with { Origins = "null, https://a.example" },
        });
        Assert.AreEqual("101", await StatusAsync(host, "https://a.example"));
        Assert.AreEqual("101", await StatusAsync(host, "null"));
        Assert.AreEqual("403", await StatusAsync(host, $"http://127.0.0.1:{host.Port}"));
    }

    private static async Task<string> StatusAsync(DaemonHost host, string? origin, string? name = null, params string[] more)
    {
        using RawClient client = await RawClient.ConnectAsync(host.Port);
        string[] headers = origin is null ? more : [$"Origin: {origin}", .. more];
        await client.SendAsync(Encoding.Latin1.GetBytes(RawClient.Request(host.Port, host: name, more: headers)));
        return (await client.ReadHeadAsync()).Split(' ')[1];
    }
}
