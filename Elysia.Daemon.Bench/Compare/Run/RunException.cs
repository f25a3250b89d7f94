namespace Elysia.Bench.Compare.Run;

/// <summary>One run has no figures, for the reason in the message; the others go on.</summary>
internal sealed class RunException(string message) : Exception(message);
