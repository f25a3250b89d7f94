namespace Elysia.Bench.Compare.Build;

/// <summary>Something the comparison needs is not there or does not build; the message is for the operator.</summary>
internal sealed class BuildException(string message) : Exception(message);
