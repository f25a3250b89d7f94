namespace Elysia.Bench;

/// <summary>What the bench commands return besides the codes of <see cref="Hosting.ExitCode"/>.</summary>
internal static class BenchExitCode
{
    /// <summary>Measured, and a viewer's picture was further from the truth than the threshold.</summary>
    public const int WrongPicture = 2;

    /// <summary>Ended early by Ctrl-C: 128 + SIGINT. What was measured so far is printed.</summary>
    public const int Interrupted = 130;
}
