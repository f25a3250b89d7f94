using System.Globalization;

namespace Elysia.Monitoring.Alerts;

/// <summary>What an alert says, in the log and to viewers that asked.</summary>
public static class AlertText
{
    /// <summary>The alert in words.</summary>
    public static string Of(Alert alert)
    {
        (string what, string unit) = alert.Kind switch
        {
            AlertKind.Cpu => ("CPU", "%"),
            AlertKind.Memory => ("memory", "%"),
            AlertKind.Latency => ("age of frames (p95)", "ms"),
            _ => ("longest silence of a client that drives her", "s"),
        };
        return string.Create(
            CultureInfo.InvariantCulture, $"{what} is {alert.Value:0.#} {unit}, threshold {alert.Threshold:0.#} {unit}");
    }
}
