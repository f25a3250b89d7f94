namespace Elysia.Memory;

/// <summary>The folder of her memory cannot be used: the operator's to mend, so the daemon ends with 78.</summary>
public sealed class MemoryUnavailableException(string message, Exception cause) : Exception(message, cause);
