using System.Globalization;

namespace Elysia.Monitoring.Alerts;

/// <summary>Decides when to warn about one figure. A value that fluctuates around its threshold warns only once: it
/// must stay above for a while to raise the alert, and well below for a while to clear it. Pure; takes one value per
/// second.</summary>
/// <param name="kind">The figure that the alert watches.</param>
/// <param name="threshold">The value above which it warns; 0 for never.</param>
/// <param name="raiseAfter">The number of consecutive values above the threshold that raise the alert.</param>
internal sealed class Alert(AlertKind kind, double threshold, int raiseAfter)
{
    /// <summary>The number of consecutive values well below the threshold that clear the alert.</summary>
    /// <remarks>Unit: seconds. 10: twice as long as most alerts need to be raised.</remarks>
    public const int ClearAfter = 10;

    /// <summary>A value below this share of the threshold counts as well below it.</summary>
    public const double ClearBelow = 0.9;

    private int _inARow;

    /// <summary>The figure that the alert watches.</summary>
    public AlertKind Kind => kind;

    /// <summary>The value above which it warns; 0 for never.</summary>
    public double Threshold => threshold;

    /// <summary>The last value.</summary>
    public double Value { get; private set; }

    /// <summary>Whether the alert is active.</summary>
    public bool IsActive { get; private set; }

    /// <summary>The number of times the alert was raised.</summary>
    public long TimesRaised { get; private set; }

    /// <summary>Takes the next value.</summary>
    public AlertChange Observe(double value)
    {
        Value = value;
        bool towardsChange = threshold > 0 && (IsActive ? value < threshold * ClearBelow : value > threshold);
        _inARow = towardsChange ? _inARow + 1 : 0;
        if (_inARow < (IsActive ? ClearAfter : raiseAfter) || !towardsChange)
        {
            return AlertChange.None;
        }

        (IsActive, _inARow) = (!IsActive, 0);
        TimesRaised += IsActive ? 1 : 0;
        return IsActive ? AlertChange.Raised : AlertChange.Cleared;
    }
}

/// <summary>The figures that the daemon warns about, the same as in the reference.</summary>
internal enum AlertKind
{
    /// <summary>The process uses too much of the cores it may use. Unit: percent.</summary>
    Cpu,

    /// <summary>The process fills too much of the memory it may use. Unit: percent.</summary>
    Memory,

    /// <summary>Frames are too old when they are sent: the 95th percentile of the frame age. Unit:
    /// milliseconds.</summary>
    Latency,

    /// <summary>An engine, a client that has sent moods, has been silent for too long. Unit: seconds.</summary>
    Silent,
}

/// <summary>The effect of a new value on an alert.</summary>
internal enum AlertChange
{
    /// <summary>No change.</summary>
    None,

    /// <summary>The alert became active.</summary>
    Raised,

    /// <summary>The alert is no longer active.</summary>
    Cleared,
}

/// <summary>The text of an alert, in the log and to viewers that asked for metrics.</summary>
internal static class AlertText
{
    /// <summary>Returns the alert in words.</summary>
    public static string Format(Alert alert)
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
