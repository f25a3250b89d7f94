namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>The rows about one thing.</summary>
/// <param name="Name">The thing.</param>
/// <param name="Cases">The rows.</param>
internal sealed record Subject(string Name, IReadOnlyList<Case> Cases);
