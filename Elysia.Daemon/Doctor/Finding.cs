namespace Elysia.Doctor;

/// <summary>The result of one check.</summary>
/// <param name="Severity">The severity.</param>
/// <param name="Subject">The subject of the check, in one word.</param>
/// <param name="Fact">The observed fact.</param>
/// <param name="Remedy">The remedy; null if nothing needs to be done.</param>
internal sealed record Finding(Severity Severity, string Subject, string Fact, string? Remedy)
{
    /// <summary>Nothing is wrong.</summary>
    public static Finding Ok(string subject, string fact) => new(Severity.Ok, subject, fact, null);

    /// <summary>Creates a finding that should be looked at.</summary>
    public static Finding Warning(string subject, string fact, string remedy) => new(Severity.Warning, subject, fact, remedy);

    /// <summary>Creates a finding that keeps viewers from being served.</summary>
    public static Finding Problem(string subject, string fact, string remedy) => new(Severity.Problem, subject, fact, remedy);
}

/// <summary>The severity of a finding.</summary>
internal enum Severity
{
    /// <summary>Nothing is wrong.</summary>
    Ok,

    /// <summary>The daemon serves viewers, but something deserves attention.</summary>
    Warning,

    /// <summary>Viewers are not served as they should be, or will not be after the next start.</summary>
    Problem,
}
