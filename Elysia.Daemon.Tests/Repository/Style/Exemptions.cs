namespace Elysia.Tests.Repository.Style;

/// <summary>The places that may break a rule, each with its reason. A test fails if one is no longer needed.</summary>
internal static class Exemptions
{
    /// <summary>Rule, path and reason of each.</summary>
    public static IReadOnlyList<(string Rule, string Path, string Reason)> All { get; } =
    [
        ("catch filter", "Elysia.Daemon/Conversation/AnswerGenerator.cs", "a model's client may throw anything"),
        ("catch filter", "Elysia.Daemon/Transport/HttpListening/TransportSelfTest.cs", "any fault means the plain path"),
    ];

    /// <summary>Whether a finding is exempt.</summary>
    public static bool Covers(Finding finding) => All.Any(e => e.Rule == finding.Rule && e.Path == finding.Path);
}
