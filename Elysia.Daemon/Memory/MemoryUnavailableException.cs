namespace Elysia.Memory;

/// <summary>The folder of her memory cannot be used.</summary>
/// <param name="message">What and why, with what to do.</param>
/// <param name="cause">What was met; null where the message says all.</param>
/// <param name="isPassing">Whether the disk is to blame (full, failing), not the configuration.</param>
public sealed class MemoryUnavailableException(string message, Exception? cause, bool isPassing = false)
    : Exception(message, cause)
{
    /// <summary>Whether the disk is to blame: then a face without memory is better than none. Otherwise it is the operator's to
    /// mend, and the daemon ends with 78.</summary>
    public bool IsPassing { get; } = isPassing;
}
