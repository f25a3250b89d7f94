namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>The actual behaviour where it differs from what a case expects. It is asserted, so that a change of the
/// runtime is noticed.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="Transport">The transport with the deviation; null for both.</param>
/// <param name="Actual">The actual answers.</param>
internal sealed record Deviation(Cause Cause, string? Transport, params Answer[] Actual);
