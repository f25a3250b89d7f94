using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Elysia.Diagnostics;

namespace Elysia.Monitoring.Metrics;

/// <summary>Reads every instrument of the daemon's meter: it accumulates the histograms, and reads the observable
/// instruments when a collection is requested.</summary>
/// <remarks>Safe to use from any thread. Its memory is bounded by the labels that instruments use, all of which come
/// from enums.</remarks>
internal sealed class MetricReader : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _collecting = new();
    private readonly ConcurrentDictionary<Instrument, Histograms> _histograms = new();
    private readonly Dictionary<Instrument, List<MetricSample>> _observed = [];

    /// <summary>Starts to read.</summary>
    public MetricReader(DaemonMeter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (meter.Owns(instrument))
            {
                listener.EnableMeasurementEvents(instrument, instrument is Histogram<double> histogram
                    ? _histograms.GetOrAdd(instrument, new Histograms(histogram)) : null);
            }
        };
        _listener.SetMeasurementEventCallback<double>(OnDouble);
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Observe(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Returns every metric at this moment, in the order of the names.</summary>
    public IReadOnlyList<MetricFamily> Collect()
    {
        lock (_collecting)
        {
            _observed.Clear();
            _listener.RecordObservableInstruments();
            return
            [
                .. _observed.Select(o => Family(o.Key, KindOf(o.Key), o.Value))
                    .Concat(_histograms.Select(h => Family(h.Key, MetricKind.Histogram, h.Value.Read())))
                    .OrderBy(f => f.Name, StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>Returns one histogram without labels at this moment.</summary>
    public HistogramReading Read(Histogram<double> histogram) => _histograms[histogram].Plain.Read();

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private static MetricKind KindOf(Instrument instrument) =>
        instrument is ObservableCounter<long> or ObservableCounter<double> ? MetricKind.Counter : MetricKind.Gauge;

    private static MetricFamily Family(Instrument instrument, MetricKind kind, IReadOnlyList<MetricSample> samples) =>
        new(instrument.Name, instrument.Description ?? "", kind, samples);

    private static KeyValuePair<string, string>[] Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new KeyValuePair<string, string>[tags.Length];
        for (int i = 0; i < tags.Length; i++)
        {
            labels[i] = new(tags[i].Key, tags[i].Value?.ToString() ?? "");
        }

        return labels;
    }

    private void OnDouble(
        Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (state is Histograms histograms)
        {
            histograms.Of(tags).Record(value);
        }
        else
        {
            Observe(instrument, value, tags);
        }
    }

    // Called inside RecordObservableInstruments, therefore under the lock of Collect.
    private void Observe(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (!_observed.TryGetValue(instrument, out List<MetricSample>? samples))
        {
            _observed[instrument] = samples = [];
        }

        samples.Add(new MetricSample(Labels(tags), value));
    }

    /// <summary>The series of one histogram: one without labels, and one for each value of its label.</summary>
    private sealed class Histograms(Histogram<double> histogram)
    {
        private readonly ConcurrentDictionary<(string Name, string Value), HistogramSeries> _labelled = new();

        public HistogramSeries Plain { get; } = New(histogram);

        public HistogramSeries Of(ReadOnlySpan<KeyValuePair<string, object?>> tags) => tags.IsEmpty ? Plain
            : _labelled.GetOrAdd((tags[0].Key, (string)tags[0].Value!), _ => New(histogram));

        public List<MetricSample> Read() => _labelled.IsEmpty
            ? [new MetricSample([], 0, Plain.Read())]
            : [.. _labelled.OrderBy(l => l.Key.Value, StringComparer.Ordinal)
                .Select(l => new MetricSample([new(l.Key.Name, l.Key.Value)], 0, l.Value.Read()))];

        private static HistogramSeries New(Histogram<double> histogram) =>
            new(histogram.Advice!.HistogramBucketBoundaries!);
    }
}
