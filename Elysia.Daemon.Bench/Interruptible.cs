using System.Runtime.InteropServices;
using Elysia.Bench.Compare.Build;
using Elysia.Bench.Compare.Run;

namespace Elysia.Bench;

/// <summary>Runs a command that starts other programs, so that it stops within seconds of SIGINT or SIGTERM, leaves no
/// child behind, and returns an exit code that tells how it ended.</summary>
internal static class Interruptible
{
    // The codes of sysexits.h, which the daemon uses as well.
    private const int ExitUsage = 64;
    private const int ExitUnavailable = 69;
    private const int ExitInterrupted = 130;
    private const int ExitBroken = 1;

    /// <summary>Tells the operator what is wrong with the command line.</summary>
    public static async Task<int> RefuseAsync(string name, string error, string usage)
    {
        await Console.Error.WriteLineAsync($"{name}: {error}\nusage: {usage}").ConfigureAwait(false);
        return ExitUsage;
    }

    /// <summary>Runs the command.</summary>
    /// <param name="name">The command.</param>
    /// <param name="work">The work; returns whether it succeeded.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string name, Func<CancellationToken, Task<bool>> work)
    {
        using var stopping = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            return await work(stopping.Token).ConfigureAwait(false) ? 0 : ExitBroken;
        }
        catch (Exception e) when (e is BuildException or RunException)
        {
            await Console.Error.WriteLineAsync($"{name}: {e.Message}").ConfigureAwait(false);
            return ExitUnavailable;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return ExitInterrupted;
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true; // The process ends by itself, after the children.
            stopping.Cancel();
        }
    }
}
