using Elysia.Hosting;
using Elysia.LoadTest.Load;

namespace Elysia.LoadTest;

/// <summary>Runs a bench command: checks its options, handles Ctrl-C, reports failures and chooses the exit
/// code.</summary>
internal static class BenchAction
{
    /// <summary>Runs a measurement.</summary>
    /// <param name="name">The command's name, for messages.</param>
    /// <param name="problems">The problems with its options; all of them are printed.</param>
    /// <param name="output">The output for messages.</param>
    /// <param name="measure">Takes the measurement and returns the exit code.</param>
    /// <param name="stopping">Ends the measurement, as Ctrl-C does.</param>
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

/// <summary>Exit codes of the bench commands besides those of <see cref="Hosting.ExitCode"/>.</summary>
internal static class BenchExitCode
{
    /// <summary>The measurement finished, and a viewer's picture differed from the truth by more than the
    /// threshold.</summary>
    public const int PictureMismatch = 2;

    /// <summary>Ended early by Ctrl-C: 128 + SIGINT. The result so far is printed.</summary>
    public const int Interrupted = 130;
}
