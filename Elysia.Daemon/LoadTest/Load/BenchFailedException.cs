namespace Elysia.LoadTest.Load;

/// <summary>The reason why nothing could be measured, worded for the user. The commands catch it.</summary>
internal sealed class BenchFailedException : Exception
{
    /// <summary>Creates a failure without a message.</summary>
    public BenchFailedException()
    {
    }

    /// <summary>Creates a failure.</summary>
    public BenchFailedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates a failure with its cause.</summary>
    public BenchFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
