namespace Elysia.Doctor;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>She serves, but something will surprise somebody.</summary>
    Warning,

    /// <summary>Viewers do not get what they came for, or will not after the next start.</summary>
    Problem,
}
