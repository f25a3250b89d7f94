namespace Elysia.LoadTest.Load;

/// <summary>Why nothing could be measured, in words for the one who wanted to. Caught by the commands.</summary>
internal sealed class BenchFailedException : Exception
{
    /// <summary>A failure without words.</summary>
    public BenchFailedException()
    {
    }

    /// <summary>A failure.</summary>
    public BenchFailedException(string message)
        : base(message)
    {
    }

    /// <summary>A failure and what it came from.</summary>
    public BenchFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
