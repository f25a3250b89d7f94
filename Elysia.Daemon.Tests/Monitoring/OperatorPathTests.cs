using System.Net;
using System.Text.Json;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Monitoring;

/// <summary>The content of /ready, /status and /status.json of a running daemon, and the clients that may read them.</summary>
[TestClass]
internal sealed class OperatorPathTests
{
    private static readonly HttpClient Http = new();

    [TestMethod]
    [DataRow("/metrics")]
    [DataRow("/status")]
    [DataRow("/status.json")]
    public async Task OperatorPath_ThroughAProxy_Is403ButDirectlyIs200(string path)
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        Assert.AreEqual(HttpStatusCode.OK, (await Http.GetAsync(new Uri(host.Address, path))).StatusCode);

        using var forwarded = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Address, path));
        forwarded.Headers.Add("X-Forwarded-For", "203.0.113.7");
        Assert.AreEqual(HttpStatusCode.Forbidden, (await Http.SendAsync(forwarded)).StatusCode);

        using var rebound = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Address, path));
        rebound.Headers.Host = "evil.example";
        Assert.AreEqual(HttpStatusCode.Forbidden, (await Http.SendAsync(rebound)).StatusCode);
    }

    [TestMethod]
    public async Task Monitoring_Off_ServesOnlyHealthAndReady()
    {
        await using DaemonHost host = await DaemonHost.StartAsync(with: o => o with { Monitoring = false });
        foreach (string path in (string[])["/metrics", "/status", "/status.json", "/status.html"])
        {
            Assert.AreEqual(HttpStatusCode.NotFound, (await Http.GetAsync(new Uri(host.Address, path))).StatusCode, path);
        }

        Assert.AreEqual("ready\n", await Http.GetStringAsync(new Uri(host.Address, "/ready")));
        Assert.AreEqual(HttpStatusCode.OK, (await Http.GetAsync(new Uri(host.Address, "/health"))).StatusCode);
    }

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Ready_WhileDraining_Is503WithTheReasonAndHealthStillAnswers(string transport)
    {
        DaemonHost host = await DaemonHost.StartAsync(transport);
        using RawClient deaf = await RawClient.UpgradeAsync(host.Port);
        await host.ViewersAsync(1);
        Task stopping = host.StopAsync();
        HttpResponseMessage answer = await Http.GetAsync(new Uri(host.Address, "/ready"));
        while (answer.StatusCode == HttpStatusCode.OK)
        {
            answer = await Http.GetAsync(new Uri(host.Address, "/ready"));
        }

        Assert.AreEqual(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.AreEqual("draining: the daemon stops\n", await answer.Content.ReadAsStringAsync());
        Assert.AreEqual(HttpStatusCode.OK, (await Http.GetAsync(new Uri(host.Address, "/health"))).StatusCode);
        await stopping;
        await host.DisposeAsync();
    }

    [TestMethod]
    public async Task StatusJson_Since_HasOnlyTheNewSeconds()
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        await Eventually.TrueAsync(async () => (await SamplesAsync(host, 0)).Length >= 2, "two seconds are over");
        int[] all = await SamplesAsync(host, 0);
        int[] after = await SamplesAsync(host, all[0]);
        Assert.AreEqual(1, all[0]);
        Assert.AreEqual(2, after[0]);
    }

    [TestMethod]
    public async Task StatusJson_ViewerLeft_NamesItByIdAndNeverByAddress()
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        await using (Viewer viewer = await host.ConnectAsync())
        {
            await viewer.ReceivesAsync("full");
            await viewer.CloseAsync();
        }

        await host.ViewersAsync(0);
        string text = "";
        await Eventually.TrueAsync(
            async () => (text = await Http.GetStringAsync(new Uri(host.Address, "/status.json")))
                .Contains("peer_closed", StringComparison.Ordinal),
            "the close is listed");
        using JsonDocument json = JsonDocument.Parse(text);
        Assert.AreEqual("c1", json.RootElement.GetProperty("closes")[0].GetProperty("id").GetString());
        Assert.AreEqual(JsonValueKind.Null, json.RootElement.GetProperty("not_ready").ValueKind);
        Assert.DoesNotContain("127.0.0.1", text, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Metrics_ViewerThatAsks_GetsTotalsOnceASecondAndOthersDoNot()
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        await using Viewer other = await host.ConnectAsync();
        await using Viewer asks = await host.ConnectAsync("/?metrics=1");
        await asks.ReceivesAsync("metrics", 2);
        JsonElement data = (await asks.ReceivesAsync("metrics", 2)).GetProperty("data");
        Assert.AreEqual(2, data.GetProperty("viewers").GetInt32());
        Assert.IsInRange(15, 60, data.GetProperty("rate_hz").GetInt32());
        Assert.IsTrue(data.EnumerateObject().All(p => p.Value.ValueKind == JsonValueKind.Number), "Only totals are expected.");
        Assert.IsEmpty(other.Of("metrics"));
    }

    [TestMethod]
    public async Task Alert_EngineFallsSilent_IsReportedToViewersThatAskedTheLogAndMetrics()
    {
        await using DaemonHost host = await DaemonHost.StartAsync(with: o => o with { AlertSilentSeconds = 1 });
        await using Viewer asks = await host.ConnectAsync("/?metrics=1");
        await using Viewer engine = await host.ConnectAsync();
        await engine.SendAsync("""{"type":"mood","valence":0,"arousal":0,"dominance":0}""");

        JsonElement alert = await asks.ReceivesAsync("alert");
        Assert.AreEqual("silent", alert.GetProperty("alert").GetString());
        Assert.IsTrue(alert.GetProperty("active").GetBoolean());
        Assert.IsGreaterThan(1, alert.GetProperty("value").GetDouble());
        Assert.IsTrue(host.Log.Lines.Any(l => l.StartsWith("Alert silent raised", StringComparison.Ordinal)));
        string metrics = await Http.GetStringAsync(new Uri(host.Address, "/metrics"));
        Assert.Contains("\nelysia_alert_active{alert=\"silent\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.IsEmpty(engine.Of("alert"));
    }

    private static async Task<int[]> SamplesAsync(DaemonHost host, int since)
    {
        using JsonDocument json = JsonDocument.Parse(
            await Http.GetStringAsync(new Uri(host.Address, $"/status.json?since={since}")));
        return [.. json.RootElement.GetProperty("samples").EnumerateArray().Select(s => s.GetProperty("n").GetInt32())];
    }
}
