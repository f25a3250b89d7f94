using System.Diagnostics.Metrics;
using System.Text.Json;

namespace Elysia.Monitoring.Metrics;

/// <summary>Shorthand for observable instruments, which are read only when a reader collects them.</summary>
internal static class Instruments
{
    /// <summary>Adds a counter without labels.</summary>
    public static void Count(this Meter meter, string name, string help, Func<long> read, string? unit = null) =>
        meter.CreateObservableCounter(name, read, unit, help);

    /// <summary>Adds a gauge without labels.</summary>
    public static void Show(this Meter meter, string name, string help, Func<double> read, string? unit = null) =>
        meter.CreateObservableGauge(name, read, unit, help);

    /// <summary>Adds a counter with one series for each value of an enum.</summary>
    public static void CountBy<T>(
        this Meter meter, string name, string help, string label, Func<T, long> read, params T[] without)
        where T : struct, Enum
    {
        // Created at the first collection, so that the start does not spend time on names that may never be read.
        (T Value, KeyValuePair<string, object?> Tag)[]? lines = null;
        meter.CreateObservableCounter(
            name, () => (lines ??= Lines(label, without)).Select(l => new Measurement<long>(read(l.Value), l.Tag)), null, help);
    }

    /// <summary>Adds a gauge with one series for each value of an enum, all read at the same time.</summary>
    public static void ShowBy<T>(this Meter meter, string name, string help, string label, Func<Func<T, double>> read)
        where T : struct, Enum
    {
        (T Value, KeyValuePair<string, object?> Tag)[]? lines = null;
        meter.CreateObservableGauge(
            name,
            () =>
            {
                Func<T, double> now = read();
                return (lines ??= Lines<T>(label, [])).Select(l => new Measurement<double>(now(l.Value), l.Tag));
            },
            null, help);
    }

    /// <summary>Returns the name of an enum value as labels, JSON and logs have it: SlowConsumer is
    /// slow_consumer.</summary>
    public static string Label<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static (T Value, KeyValuePair<string, object?> Tag)[] Lines<T>(string label, T[] without)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Except(without).Select(v => (v, new KeyValuePair<string, object?>(label, Label(v))))];
}
