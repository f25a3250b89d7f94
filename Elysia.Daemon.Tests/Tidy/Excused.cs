namespace Elysia.Tests.Tidy;

/// <summary>The places that may break a rule, each with its reason. A test sees to it that none outlives its cause.</summary>
internal static class Excused
{
    /// <summary>Rule, path and reason.</summary>
    public static IReadOnlyList<(string Rule, string Path, string Reason)> All { get; } =
    [
        ("catch-all", "Elysia.Daemon/Conversation/AnswerGenerator.cs", "a model's client may throw anything"),
        ("catch-all", "Elysia.Daemon/Daemon.cs", "keeps the first failure of any room for Program.cs to report"),
        ("catch-all", "Elysia.Daemon/Ticking/TickLoop.cs", "its own thread: hands the failure to a task the daemon awaits"),
        ("catch-all", "Elysia.Daemon/Fanout/SenderThread.cs", "its own thread: hands the failure to a task the daemon awaits"),
        ("catch-all", "Elysia.Daemon/Transport/RequestDesk.cs", "stands around one connection (architecture rule 6)"),
        ("catch-all", "Elysia.Daemon/Transport/TransportProbe.cs", "probes internals: any fault means the plain path"),
    ];

    /// <summary>Whether a finding is excused.</summary>
    public static bool Covers(Finding finding) => All.Any(e => e.Rule == finding.Rule && e.Path == finding.Path);
}
