using System.Globalization;

namespace Elysia.Monitoring.Alerts;

/// <summary>Decides when to warn about one figure, so that a value that trembles around its threshold warns once: it must stay
/// above for a while to raise, and well below for a while to clear. Pure; one value a second.</summary>
/// <param name="kind">What it is about.</param>
/// <param name="threshold">The value above which it warns; 0 for never.</param>
/// <param name="raiseAfter">Values in a row above the threshold that raise it.</param>
internal sealed class Alert(AlertKind kind, double threshold, int raiseAfter)
{
    /// <summary>Values in a row that must be well below the threshold until it clears.</summary>
    /// <remarks>Unit: seconds. 10: twice as long as most alerts need to be raised.</remarks>
    public const int ClearAfter = 10;

    /// <summary>Well below: under this share of the threshold.</summary>
    public const double ClearBelow = 0.9;

    private int _inARow;

    /// <summary>What it is about.</summary>
    public AlertKind Kind => kind;

    /// <summary>The value above which it warns; 0 for never.</summary>
    public double Threshold => threshold;

    /// <summary>The last value.</summary>
    public double Value { get; private set; }

    /// <summary>Whether it is on.</summary>
    public bool IsActive { get; private set; }

    /// <summary>How often it was raised.</summary>
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

/// <summary>What the daemon warns about, as the reference did.</summary>
internal enum AlertKind
{
    /// <summary>The process uses too much of the cores it may use. Unit: percent.</summary>
    Cpu,

    /// <summary>The process fills too much of the memory it may use. Unit: percent.</summary>
    Memory,

    /// <summary>Pictures are too old when they leave: the 95th percentile of the frame age. Unit: milliseconds.</summary>
    Latency,

    /// <summary>A client that drove her, an engine, has said nothing for too long. Unit: seconds.</summary>
    Silent,
}

/// <summary>What a new value did to an alert.</summary>
internal enum AlertChange
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is on now.</summary>
    Raised,

    /// <summary>It is off again.</summary>
    Cleared,
}

/// <summary>What an alert says, in the log and to viewers that asked.</summary>
internal static class AlertText
{
    /// <summary>The alert in words.</summary>
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
