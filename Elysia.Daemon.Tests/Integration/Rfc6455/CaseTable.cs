namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>The whole table, by subject.</summary>
internal static class CaseTable
{
    /// <summary>The subjects in the order of the RFC.</summary>
    public static IReadOnlyList<Subject> Subjects { get; } =
    [
        new("request", RequestCases.All),
        new("handshake", HandshakeCases.All),
        new("header", HeaderCases.All),
        new("length", LengthCases.All),
        new("fragments", FragmentCases.All),
        new("close", CloseCases.All),
        new("ping", PingCases.All),
        new("text", TextCases.All),
        new("arrival", ArrivalCases.All),
    ];

    /// <summary>Finds a row by its name.</summary>
    public static Case Find(string subject, string name) =>
        Subjects.Single(s => s.Name == subject).Cases.Single(c => c.Name == name);
}
