namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>What happens instead of what a case expects. It is asserted, so that a change of the runtime is noticed.</summary>
/// <param name="Cause">Why.</param>
/// <param name="Transport">The transport it happens on; null for both.</param>
/// <param name="Actual">What happens.</param>
internal sealed record Deviation(Cause Cause, string? Transport, params Answer[] Actual);
