using System.Diagnostics.Metrics;
using Elysia.Diagnostics;
using Elysia.Monitoring.Metrics;
using Elysia.Protocol.Messages;
using Elysia.Transport.Clients;

namespace Elysia.Tests.Monitoring;

/// <summary>The reader of the meter, and the text it is formatted as.</summary>
[TestClass]
internal sealed class PrometheusTextTests : IDisposable
{
    private readonly DaemonMeter _meter = new();
    private readonly MetricReader _reader;

    public PrometheusTextTests() => _reader = new MetricReader(_meter);

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _meter.Dispose();
    }

    [TestMethod]
    public void Write_EveryKind_FollowsTheFormat()
    {
        MetricFamily[] families =
        [
            new("elysia_a_total", "First\nline \\ \"quoted\".", MetricKind.Counter, [new([], 12)]),
            new("elysia_b", "B.", MetricKind.Gauge,
                [new([new("name", "a\"b\\c\nd")], 0.25), new([new("name", "x")], double.NaN)]),
            new("elysia_c_seconds", "C.", MetricKind.Histogram,
                [new([new("stage", "s")], 0, new HistogramReading([0.5, 1], [2, 0, 1], 3.5))]),
        ];
        Assert.AreEqual(
            """
            # HELP elysia_a_total First\nline \\ "quoted".
            # TYPE elysia_a_total counter
            elysia_a_total 12
            # HELP elysia_b B.
            # TYPE elysia_b gauge
            elysia_b{name="a\"b\\c\nd"} 0.25
            elysia_b{name="x"} NaN
            # HELP elysia_c_seconds C.
            # TYPE elysia_c_seconds histogram
            elysia_c_seconds_bucket{stage="s",le="0.5"} 2
            elysia_c_seconds_bucket{stage="s",le="1"} 2
            elysia_c_seconds_bucket{stage="s",le="+Inf"} 3
            elysia_c_seconds_sum{stage="s"} 3.5
            elysia_c_seconds_count{stage="s"} 3

            """,
            PrometheusText.Write(families));
    }

    [TestMethod]
    public void Collect_TwoMetersOfOneName_ReadsOnlyTheDaemonsOwn()
    {
        using var other = new DaemonMeter();
        other.Meter.CreateObservableGauge("elysia_other", () => 1L);
        other.TickDuration.Record(1);
        _meter.Meter.CreateObservableGauge("elysia_own", () => 1L);

        MetricFamily[] families = [.. _reader.Collect()];
        CollectionAssert.Contains(families.Select(f => f.Name).ToArray(), "elysia_own");
        CollectionAssert.DoesNotContain(families.Select(f => f.Name).ToArray(), "elysia_other");
        Assert.AreEqual(0, families.Single(f => f.Name == "elysia_tick_duration_seconds").Samples.Single().Histogram!.Count);
    }

    [TestMethod]
    public void Record_ValueAtABound_CountsItInThatBucketWithoutAllocating()
    {
        double bound = _meter.FrameAge.Advice!.HistogramBucketBoundaries![3];
        _meter.FrameAge.Record(bound);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            _meter.FrameAge.Record(bound);
        }

        Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread());
        HistogramReading reading = _reader.Read(_meter.FrameAge);
        Assert.AreEqual(1001, reading.Counts[3]);
        Assert.AreEqual(1001, reading.Count);
        Assert.AreEqual(1001 * bound, reading.Sum, 1e-9);
    }

    [TestMethod]
    public void Record_WithALabel_IsASeparateSeries()
    {
        _meter.ChatLatency.Record(0.02, new KeyValuePair<string, object?>("stage", "waiting"));
        _meter.ChatLatency.Record(0.03, new KeyValuePair<string, object?>("stage", "thinking"));
        MetricFamily family = _reader.Collect().Single(f => f.Name == "elysia_chat_latency_seconds");
        CollectionAssert.AreEqual(
            new[] { "thinking", "waiting" }, family.Samples.Select(s => s.Labels.Single().Value).ToArray());
        Assert.IsTrue(family.Samples.All(s => s.Histogram!.Count == 1));
    }

    [TestMethod]
    [DataRow(0.5, 1.0)]
    [DataRow(0.75, 1.5)]
    [DataRow(1.0, 2.0)]
    [DataRow(0.0, 0.0)]
    public void Quantile_ValuesInTwoBuckets_IsInterpolated(double share, double expected) =>
        Assert.AreEqual(expected, new HistogramReading([1, 2, 4], [2, 2, 0, 0], 0).Quantile(share), 1e-9);

    [TestMethod]
    public void Quantile_NothingOrBeyondTheLastBound_IsFinite()
    {
        Assert.AreEqual(0, new HistogramReading([1, 2], [0, 0, 0], 0).Quantile(0.95));
        Assert.AreEqual(2, new HistogramReading([1, 2], [0, 0, 5], 100).Quantile(0.95));
    }

    [TestMethod]
    public void Since_AnEarlierReading_HasTheValuesInBetween()
    {
        var then = new HistogramReading([1], [1, 2], 10);
        HistogramReading between = new HistogramReading([1], [4, 2], 12).Since(then);
        CollectionAssert.AreEqual(new long[] { 3, 0 }, between.Counts.ToArray());
        Assert.AreEqual(2, between.Sum);
    }

    [TestMethod]
    public void Counters_ManyThreads_LoseNone()
    {
        var counters = new RefusalCounters();
        Parallel.For(0, 10_000, _ => counters.Refused(RefusalReason.Busy));
        Assert.AreEqual(10_000, counters.Of(RefusalReason.Busy));
        Assert.AreEqual(0, counters.Of(RefusalReason.Malformed));
    }
}
