namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>The rows about one subject.</summary>
/// <param name="Name">The name of the subject.</param>
/// <param name="Cases">The rows.</param>
internal sealed record Subject(string Name, IReadOnlyList<Case> Cases);
