namespace Elysia.Doctor;

/// <summary>One thing that was looked at.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Subject">What was looked at, in one word.</param>
/// <param name="Fact">What is so.</param>
/// <param name="Remedy">What to do about it; null when nothing is to be done.</param>
internal sealed record Finding(Severity Severity, string Subject, string Fact, string? Remedy)
{
    /// <summary>As it should be.</summary>
    public static Finding Ok(string subject, string fact) => new(Severity.Ok, subject, fact, null);

    /// <summary>It will surprise somebody.</summary>
    public static Finding Warning(string subject, string fact, string remedy) => new(Severity.Warning, subject, fact, remedy);

    /// <summary>It keeps viewers from what they came for.</summary>
    public static Finding Problem(string subject, string fact, string remedy) => new(Severity.Problem, subject, fact, remedy);
}

/// <summary>How much a finding matters.</summary>
internal enum Severity
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>She serves, but something will surprise somebody.</summary>
    Warning,

    /// <summary>Viewers do not get what they came for, or will not after the next start.</summary>
    Problem,
}
