using Elysia.Configuration;
using Elysia.Diagnostics;
using Elysia.Fanout;
using Elysia.Hosting;
using Elysia.Monitoring;
using Elysia.Monitoring.Alerts;
using Elysia.Monitoring.Metrics;
using Elysia.Monitoring.Status;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Viewers;
using Elysia.Ticking;
using Monitor = Elysia.Monitoring.Monitor;

namespace Elysia.Tests.Monitoring;

/// <summary>What the monitor concludes from a second, on a clock that the test advances.</summary>
[TestClass]
internal sealed class MonitorTests : IAsyncDisposable
{
    private const long Gigabyte = 1 << 30;

    private readonly FanoutRig _rig = new();
    private readonly MetricsSubscribers _audience = new();
    private readonly RecordingLog _log = new();
    private readonly FakeFigures _process = new();
    private readonly DaemonMeter _meter = new();
    private readonly MetricReader _reader;
    private readonly Monitor _monitor;

    public MonitorTests()
    {
        _reader = new MetricReader(_meter);
        var ticks = new TickCounters();
        var sampler = new Sampler(_rig.Hub, ticks, () => _reader.Read(_meter.FrameAge), _process, _rig.Time);
        _monitor = new Monitor(new DaemonOptions(), _rig.Hub, ticks, _audience, sampler, _process, null, _rig.Time, _log);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        _reader.Dispose();
        _meter.Dispose();
    }

    [TestMethod]
    public void Observe_HalfOfTwoCores_IsFiftyPercent()
    {
        Second(cpuSeconds: 1);
        Assert.AreEqual(50, _monitor.History.Last!.CpuPercent, 0.001);
    }

    [TestMethod]
    [DataRow(AlertKind.Cpu, "Alert cpu raised: CPU is 90 %, threshold 80 %")]
    [DataRow(AlertKind.Memory, "Alert memory raised: memory is 87.5 %, threshold 85 %")]
    [DataRow(AlertKind.Latency, "Alert latency raised: age of frames (p95) is 242.5 ms, threshold 100 ms")]
    public void Observe_FigureAboveItsThreshold_RaisesItsAlertOnceAndClearsIt(AlertKind kind, string line)
    {
        Exceed(kind, seconds: 8);
        Assert.AreEqual(line, _log.Lines.Single());
        Assert.IsTrue(_monitor.Alerts.All[(int)kind].IsActive);

        _process.ResidentBytes = Gigabyte / 8;
        for (int i = 0; i < 20; i++)
        {
            Second(cpuSeconds: 0);
        }

        Assert.HasCount(2, _log.Lines);
        StringAssert.StartsWith(_log.Lines.Last(), $"Alert {Instruments.Label(kind)} cleared", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Observe_EngineFallsSilent_RaisesTheAlertAndOtherClientsDoNot()
    {
        (_, ClientSession engine) = await _rig.JoinLiveAsync();
        (_, ClientSession chatter) = await _rig.JoinLiveAsync();
        await _rig.JoinLiveAsync();
        Second(cpuSeconds: 0);
        chatter.Requests.Heard(_rig.Time.GetTimestamp(), drives: false);
        engine.Requests.Heard(_rig.Time.GetTimestamp(), drives: true);
        for (int i = 0; i < 60; i++)
        {
            Second(cpuSeconds: 0);
        }

        Assert.IsEmpty(_log.Lines);
        Second(cpuSeconds: 0);
        Assert.AreEqual(
            "Alert silent raised: longest silence of a client that drives her is 61 s, threshold 60 s", _log.Lines.Single());

        engine.Requests.Heard(_rig.Time.GetTimestamp(), drives: false);
        for (int i = 0; i < Alert.ClearAfter; i++)
        {
            Second(cpuSeconds: 0);
        }

        StringAssert.StartsWith(_log.Lines.Last(), "Alert silent cleared", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Observe_ViewerThatAsked_GetsTotalsAndAlertsAndOthersDoNot()
    {
        (ScriptedSocket asked, ClientSession session) = await _rig.JoinLiveAsync();
        (ScriptedSocket other, _) = await _rig.JoinLiveAsync();
        _audience.Add(session);
        Exceed(AlertKind.Memory, seconds: 5);
        await Eventually.TrueAsync(() => Types(asked).Contains("alert"), "the alert is sent");
        Assert.Contains("metrics", Types(asked));
        Assert.DoesNotContain("metrics", Types(other));
        Assert.DoesNotContain("alert", Types(other));
    }

    [TestMethod]
    public void History_MoreThanTenMinutes_DropsTheOldest()
    {
        for (int i = 0; i < StatusHistory.Max + 5; i++)
        {
            Second(cpuSeconds: 0);
        }

        Assert.HasCount(StatusHistory.Max, _monitor.History.Since(0));
        Assert.AreEqual(6, _monitor.History.Since(0)[0].Number);
        Assert.HasCount(2, _monitor.History.Since(StatusHistory.Max + 3));
    }

    private static string[] Types(ScriptedSocket socket) => [.. socket.Sent.Select(p => Json.Parse(p))
        .Where(j => j.TryGetProperty("type", out _)).Select(j => j.GetProperty("type").GetString()!)];

    private void Exceed(AlertKind kind, int seconds)
    {
        _process.ResidentBytes = kind == AlertKind.Memory ? Gigabyte * 7 / 8 : Gigabyte / 8;
        for (int i = 0; i < seconds; i++)
        {
            if (kind == AlertKind.Latency)
            {
                _meter.FrameAge.Record(0.2);
            }

            Second(cpuSeconds: kind == AlertKind.Cpu ? 1.8 : 0.1);
        }
    }

    private void Second(double cpuSeconds)
    {
        _rig.Time.Advance(TimeSpan.FromSeconds(1));
        _process.CpuTime += TimeSpan.FromSeconds(cpuSeconds);
        _monitor.Observe();
    }

    private sealed class FakeFigures : IProcessFigures
    {
        public TimeSpan CpuTime { get; set; }

        public int Cores => 2;

        public long ResidentBytes { get; set; } = Gigabyte / 8;

        public long MemoryLimitBytes => Gigabyte;

        public int OpenFiles => 10;

        public long MaxOpenFiles => 100;
    }
}
