namespace Elysia.Monitoring.Alerts;

/// <summary>What a new value did to an alert.</summary>
public enum AlertChange
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is on now.</summary>
    Raised,

    /// <summary>It is off again.</summary>
    Cleared,
}
