using System.Text.RegularExpressions;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;
using Elysia.Tests.Repository.Style;

namespace Elysia.Tests.Monitoring;

/// <summary>/metrics of a running daemon, as Prometheus reads it, and the files that use the metrics.</summary>
[TestClass]
internal sealed partial class MetricsTests
{
    private static readonly HttpClient Http = new();

    [TestMethod]
    public async Task Metrics_RunningDaemon_PassPromtoolWithoutAMessage()
    {
        await using DaemonHost host = await StartBusyAsync();
        string text = await Http.GetStringAsync(new Uri(host.Address, "/metrics"));
        (int code, string output) = await Tool.RunAsync("promtool", ["check", "metrics"], text);
        Assert.AreEqual("", output);
        Assert.AreEqual(0, code);
    }

    [TestMethod]
    public async Task Metrics_EventsOfEveryKind_AreCounted()
    {
        await using DaemonHost host = await StartBusyAsync();
        await using Viewer viewer = await host.ConnectAsync();
        await viewer.ReceivesAsync("delta");
        await Eventually.TrueAsync(
            async () => (await ValuesAsync(host))["elysia_frame_age_seconds_count"] > 0, "an age is sampled");
        Dictionary<string, double> values = await ValuesAsync(host);

        Assert.AreEqual(1, values["elysia_viewers{state=\"healthy\"}"]);
        Assert.AreEqual(2, values["elysia_viewers_joined_total"]);
        Assert.AreEqual(1, values["elysia_closes_total{reason=\"peer_closed\"}"]);
        Assert.AreEqual(2, values["elysia_messages_received_total"]);
        Assert.AreEqual(1, values["elysia_messages_refused_total{reason=\"malformed\"}"]);
        Assert.AreEqual(1, values["elysia_frames_total{kind=\"speech\"}"]);
        Assert.AreEqual(1, values["elysia_frames_total{kind=\"error\"}"]);
        Assert.AreEqual(1, values["elysia_chat_latency_seconds_count{stage=\"total\"}"]);
        Assert.AreEqual(1, values["elysia_chat_latency_seconds_count{stage=\"thinking\"}"]);
        Assert.AreEqual(1, values["elysia_turn_seconds_count{stage=\"first_sentence\"}"]);
        Assert.AreEqual(1, values["elysia_turn_seconds_count{stage=\"whole\"}"]);
        Assert.AreEqual(1, values["elysia_turns_total{outcome=\"said\"}"]);
        Assert.AreEqual(0, values["elysia_memory_failures_total"]);
        Assert.AreEqual(1, values["elysia_upgrades_total{verdict=\"bad_key\"}"]);
        Assert.AreEqual(1, values["elysia_ready"]);
        Assert.IsGreaterThan(1, values["elysia_ticks_total"]);
        Assert.IsGreaterThanOrEqualTo(values["elysia_ticks_total"], values["elysia_tick_duration_seconds_count"] + 1);
        Assert.IsGreaterThan(0, values["elysia_process_cpu_seconds_total"]);
        Assert.IsGreaterThan(10_000_000, values["elysia_process_resident_memory_bytes"]);
        Assert.IsGreaterThan(values["elysia_process_resident_memory_bytes"], values["elysia_process_memory_limit_bytes"]);
        Assert.IsGreaterThan(5, values["elysia_process_open_fds"]);
    }

    [TestMethod]
    public async Task Metrics_Protocol2_CountLagResumesAndDigestMismatches()
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        await using (MotionViewer viewer = await MotionViewer.ConnectAsync(host.WebSocket()))
        {
            string epoch = (await viewer.ReceivesAsync("hello")).GetProperty("epoch").GetString()!;
            await using MotionViewer back = await MotionViewer.ConnectAsync(new Uri(host.WebSocket(), $"?resume={epoch}.1"));
            await using MotionViewer lost = await MotionViewer.ConnectAsync(new Uri(host.WebSocket(), "?resume=other.1"));
            await back.ReceivesAsync("hello");
            await lost.ReceivesAsync("hello");
            await viewer.SendAsync("""{"type":"ack","tick":1,"shown":0}""");
            await viewer.SendAsync("""{"type":"keyframe"}""");
            await viewer.ReceivesAsync("keyframe", 2);
        }

        Dictionary<string, double> values = await ValuesAsync(host);
        Assert.AreEqual(1, values["elysia_shown_lag_seconds_count"]);
        Assert.IsGreaterThan(0, values["elysia_shown_lag_seconds_sum"]);
        Assert.AreEqual(1, values["elysia_digests_disagreed_total"]);
        Assert.AreEqual(1, values["elysia_resumes_total{outcome=\"resumed\"}"]);
        Assert.AreEqual(1, values["elysia_resumes_total{outcome=\"another_epoch\"}"]);
    }

    [TestMethod]
    public async Task Guide_TableOfMetrics_ListsExactlyTheExistingOnes()
    {
        await using DaemonHost host = await StartBusyAsync();
        Dictionary<string, string> documented = Row().Matches(SourceTree.Read("docs/MONITORING.md"))
            .ToDictionary(m => m.Groups["name"].Value, m => $"{m.Groups["kind"].Value} {m.Groups["label"].Value}".Trim());
        string text = await Http.GetStringAsync(new Uri(host.Address, "/metrics"));
        Dictionary<string, string> actual = Type().Matches(text).ToDictionary(
            m => m.Groups["name"].Value, m => $"{m.Groups["kind"].Value} {LabelOf(text, m.Groups["name"].Value)}".Trim());

        // These two exist only with a log file.
        actual["elysia_log_lines_total"] = actual["elysia_log_lines_dropped_total"] = "counter";
        foreach ((string name, string kind) in actual)
        {
            Assert.AreEqual(kind, documented.GetValueOrDefault(name), name);
        }

        Assert.IsEmpty(documented.Keys.Except(actual.Keys), string.Join(", ", documented.Keys.Except(actual.Keys)));
    }

    [TestMethod]
    [DataRow("packaging/grafana/elysia.json")]
    [DataRow("packaging/prometheus/elysia-alerts.yml")]
    [DataRow("packaging/prometheus/elysia-alerts.test.yml")]
    public void File_EveryMetricInIt_Exists(string path)
    {
        string[] documented = [.. Row().Matches(SourceTree.Read("docs/MONITORING.md")).Select(m => m.Groups["name"].Value)];
        string[] named = [.. Name().Matches(SourceTree.Read(path)).Select(m => m.Value).Distinct()];
        Assert.IsGreaterThan(8, named.Length);
        foreach (string name in named)
        {
            Assert.IsTrue(documented.Contains(name) || documented.Contains(Part().Replace(name, "")), $"{path} names {name}");
        }

        if (path.EndsWith(".json", StringComparison.Ordinal))
        {
            // The dashboard shows all of them, except the one that its variable is made of.
            string[] unseen = [.. documented.Where(d => !named.Any(n => n == d || Part().Replace(n, "") == d))];
            Assert.IsEmpty(unseen, $"Not on the dashboard: {string.Join(", ", unseen)}");
        }

    }

    [TestMethod]
    public async Task Dashboard_EveryQuery_IsValidPromQl()
    {
        using var folder = new TemporaryFolder();
        string dashboard = SourceTree.Read("packaging/grafana/elysia.json");
        string[] queries = [.. Expression().Matches(dashboard).Select(m => Regex.Unescape(m.Groups[1].Value)
            .Replace("$__rate_interval", "1m", StringComparison.Ordinal).Replace("$instance", ".*", StringComparison.Ordinal))];
        Assert.IsGreaterThan(30, queries.Length);
        IEnumerable<string> rules = queries.Select((q, i) => $"      - record: q{i}\n        expr: {q}");
        await File.WriteAllTextAsync(
            folder.File("rules.yml"), $"groups:\n  - name: dashboard\n    rules:\n{string.Join('\n', rules)}\n");
        (int code, string output) = await Tool.RunAsync("promtool", ["check", "rules", folder.File("rules.yml")]);
        Assert.AreEqual(0, code, output);
    }

    [TestMethod]
    [DataRow("check", "elysia-alerts.yml")]
    [DataRow("test", "elysia-alerts.test.yml")]
    public async Task AlertRules_UnderPromtool_Pass(string verb, string file)
    {
        (int code, string output) = await Tool.RunAsync(
            "promtool", [verb, "rules", file], folder: Path.Combine(SourceTree.Root.FullName, "packaging/prometheus"));
        Assert.AreEqual(0, code, output);
    }

    [TestMethod]
    public async Task ScrapeJob_BelowScrapeConfigs_IsAValidConfiguration()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("prometheus.yml");
        await File.WriteAllTextAsync(file, $"scrape_configs:\n{SourceTree.Read("packaging/prometheus/elysia-scrape.yml")}");
        (int code, string output) = await Tool.RunAsync("promtool", ["check", "config", file]);
        Assert.AreEqual(0, code, output);
    }

    /// <summary>Starts a daemon and causes at least one event of every kind.</summary>
    private static async Task<DaemonHost> StartBusyAsync()
    {
        DaemonHost host = await DaemonHost.StartAsync();
        await using (Viewer viewer = await host.ConnectAsync())
        {
            await viewer.SendAsync("""{"type":"text","content":"hello"}""");
            await viewer.SendAsync("no json");
            await viewer.ReceivesAsync("speech");
            await viewer.ReceivesAsync("error");
            await viewer.CloseAsync();
        }

        await host.ViewersAsync(0);
        using (RawClient client = await RawClient.ConnectAsync(host.Port))
        {
            await client.SendAsync(
                "GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\r\n");
            StringAssert.StartsWith(await client.ReadToEndAsync(), "HTTP/1.1 400", StringComparison.Ordinal);
        }

        return host;
    }

    private static async Task<Dictionary<string, double>> ValuesAsync(DaemonHost host) =>
        (await Http.GetStringAsync(new Uri(host.Address, "/metrics"))).Split('\n')
            .Where(l => l.Length > 0 && l[0] != '#').Select(l => (Line: l, Space: l.LastIndexOf(' ')))
            .ToDictionary(
                l => l.Line[..l.Space],
                l => double.Parse(l.Line[l.Space..], System.Globalization.CultureInfo.InvariantCulture));

    private static string LabelOf(string text, string name) =>
        Regex.Match(text, $@"^{name}(?:_count)?{{(\w+)=", RegexOptions.Multiline).Groups[1].Value;

    [GeneratedRegex(@"^# TYPE (?<name>\w+) (?<kind>\w+)$", RegexOptions.Multiline)]
    private static partial Regex Type();

    [GeneratedRegex(@"^\| `(?<name>elysia_\w+)` \| (?<kind>\w+) \| `?(?<label>\w*)`? *\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\belysia_[a-z_]+\b")]
    private static partial Regex Name();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Part();

    [GeneratedRegex(@"""expr"": ""((?:[^""\\]|\\.)*)""")]
    private static partial Regex Expression();
}
