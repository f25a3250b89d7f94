namespace Elysia.Bench;

/// <summary>What the bench commands return to the shell.</summary>
internal static class ExitCode
{
    /// <summary>Measured, and every picture was true.</summary>
    public const int Measured = 0;

    /// <summary>Nothing could be measured, or an option is wrong.</summary>
    public const int Failed = 1;

    /// <summary>Measured, and a viewer's picture was further from the truth than the threshold.</summary>
    public const int WrongPicture = 2;

    /// <summary>Ended early by Ctrl-C: 128 + SIGINT. What was measured so far is printed.</summary>
    public const int Interrupted = 130;
}
