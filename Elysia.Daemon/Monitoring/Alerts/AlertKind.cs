namespace Elysia.Monitoring.Alerts;

/// <summary>What the daemon warns about, as the reference did.</summary>
public enum AlertKind
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
