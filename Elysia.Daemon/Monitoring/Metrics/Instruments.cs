using System.Diagnostics.Metrics;
using System.Text.Json;

namespace Elysia.Monitoring.Metrics;

/// <summary>Short ways to make the instruments that are only read when somebody asks.</summary>
internal static class Instruments
{
    /// <summary>A counter without labels.</summary>
    public static void Count(this Meter meter, string name, string help, Func<long> read, string? unit = null) =>
        meter.CreateObservableCounter(name, read, unit, help);

    /// <summary>A gauge without labels.</summary>
    public static void Show(this Meter meter, string name, string help, Func<double> read, string? unit = null) =>
        meter.CreateObservableGauge(name, read, unit, help);

    /// <summary>A counter with one line for each value of an enum.</summary>
    public static void CountBy<T>(
        this Meter meter, string name, string help, string label, Func<T, long> read, params T[] without)
        where T : struct, Enum
    {
        // Made when they are first asked for: the start does not wait for names that nobody may ever read.
        (T Value, KeyValuePair<string, object?> Tag)[]? lines = null;
        meter.CreateObservableCounter(
            name, () => (lines ??= Lines(label, without)).Select(l => new Measurement<long>(read(l.Value), l.Tag)), null, help);
    }

    /// <summary>A gauge with one line for each value of an enum, all read at one time.</summary>
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

    /// <summary>A value of an enum as labels, JSON and logs name it: SlowConsumer is slow_consumer.</summary>
    public static string Label<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static (T Value, KeyValuePair<string, object?> Tag)[] Lines<T>(string label, T[] without)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Except(without).Select(v => (v, new KeyValuePair<string, object?>(label, Label(v))))];
}
