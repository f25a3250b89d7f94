using Elysia.Hosting;
using Elysia.LoadTest.Load;

namespace Elysia.LoadTest;

/// <summary>What both commands do around their measuring: check, listen for Ctrl-C, tell failures in words, choose the
/// code.</summary>
internal static class BenchAction
{
    /// <summary>Runs a measuring.</summary>
    /// <param name="name">The command, for messages.</param>
    /// <param name="problems">What is wrong with its options; all of it is told.</param>
    /// <param name="output">Where to tell.</param>
    /// <param name="measure">The measuring; returns the exit code.</param>
    /// <param name="stopping">What else ends it.</param>
    public static async Task<int> RunAsync(
        string name,
        IReadOnlyList<string> problems,
        TextWriter output,
        Func<CancellationToken, Task<int>> measure,
        CancellationToken stopping)
    {
        foreach (string problem in problems)
        {
            await output.WriteLineAsync(problem).ConfigureAwait(false);
        }

        if (problems.Count > 0)
        {
            return ExitCode.Usage;
        }

        using var interruption = new Interruption(stopping);
        try
        {
            return await measure(interruption.Token).ConfigureAwait(false);
        }
        catch (BenchFailedException failure)
        {
            await output.WriteLineAsync($"elysia bench {name}: {failure.Message}").ConfigureAwait(false);
            return ExitCode.Unavailable;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            await output.WriteLineAsync($"elysia bench {name}: ended before there was a result").ConfigureAwait(false);
            return BenchExitCode.Interrupted;
        }
    }
}

/// <summary>What the bench commands return besides the codes of <see cref="Hosting.ExitCode"/>.</summary>
internal static class BenchExitCode
{
    /// <summary>Measured, and a viewer's picture was further from the truth than the threshold.</summary>
    public const int PictureMismatch = 2;

    /// <summary>Ended early by Ctrl-C: 128 + SIGINT. What was measured so far is printed.</summary>
    public const int Interrupted = 130;
}
