using System.Globalization;
using Elysia.Bench.Attack.Attackers;
using Elysia.Bench.Compare.Build;
using Elysia.Bench.Compare.Run;

namespace Elysia.Bench.Attack.Run;

/// <summary>The real binary in its own process on the first core, with its defaults except for a steady tick.</summary>
internal sealed class AttackedDaemon : IDisposable
{
    private const int RateHz = 60;

    // "04:26:19.485 "
    private const int StampChars = 13;
    private const int BugMaxChars = 300;
    private static readonly TimeSpan HeapPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HeapPause = TimeSpan.FromMilliseconds(20);
    private readonly ServerProcess _process;
    private readonly string _log;

    private AttackedDaemon(ServerProcess process, string log) => (_process, _log) = (process, log);

    /// <summary>Its port on loopback.</summary>
    public int Port => _process.Port;

    /// <summary>Its current resource usage.</summary>
    public DaemonFigures Figures => DaemonFigures.Read(_process.Id);

    /// <summary>Starts a daemon and returns when it listens.</summary>
    /// <param name="library">The path of elysia.dll.</param>
    /// <param name="attack">The attack that it is for.</param>
    /// <param name="log">The file for its output.</param>
    /// <param name="time">The clock of the wait.</param>
    /// <param name="stopping">Ends the wait.</param>
    public static async Task<AttackedDaemon> StartAsync(
        string library, Attack attack, string log, TimeProvider time, CancellationToken stopping)
    {
        string[] command = attack.OpenFiles is { } most
            ? ["sh", "-c", $"ulimit -n {most} && exec \"$0\" \"$@\"", "dotnet", library] : ["dotnet", library];
        string rate = RateHz.ToString(CultureInfo.InvariantCulture);
        int port = ServerProcess.FreePort();
        var settings = new Dictionary<string, string>
        {
            ["ELYSIA_PORT"] = port.ToString(CultureInfo.InvariantCulture),
            // Attackers are strangers only if they do not come over loopback.
            ["ELYSIA_HOST"] = "0.0.0.0",
            ["ELYSIA_EXPOSE"] = "yes",
            ["ELYSIA_MIN_FPS"] = rate,
            ["ELYSIA_MAX_FPS"] = rate,
            ["DOTNET_STARTUP_HOOKS"] = typeof(AttackedDaemon).Assembly.Location,
            [StartupHook.FileVariable] = $"{log}.heap",
        };
        if (attack.NeedsTokens)
        {
            settings["ELYSIA_AUTH"] = "jwt";
            settings["ELYSIA_JWT_SECRET"] = TokenForge.Secret;
        }

        var daemon = new AttackedDaemon(ServerProcess.Start(command, settings, port, log), log);
        try
        {
            await daemon._process.ListeningAsync(time, stopping).ConfigureAwait(false);
            return daemon;
        }
        catch
        {
            daemon.Dispose();
            throw;
        }
    }

    /// <summary>Collects all garbage and returns the live memory. This pauses the daemon for some
    /// milliseconds.</summary>
    /// <exception cref="RunException">It does not respond.</exception>
    public async Task<HeapFigures> HeapAsync(TimeProvider time, CancellationToken stopping)
    {
        string file = $"{_log}.heap";
        File.Delete(file);
        await Tools.RunAsync("sh", ["-c", FormattableString.Invariant($"kill -WINCH {_process.Id}")], "/", stopping)
            .ConfigureAwait(false);
        long begin = time.GetTimestamp();
        while (!File.Exists(file))
        {
            if (time.GetElapsedTime(begin) > HeapPatience)
            {
                throw new RunException("the daemon does not tell what it holds");
            }

            await Task.Delay(HeapPause, time, stopping).ConfigureAwait(false);
        }

        return HeapFigures.Parse(await File.ReadAllTextAsync(file, stopping).ConfigureAwait(false));
    }

    /// <summary>Returns the log lines that only a bug of the daemon writes, with counts. Call it after the daemon's
    /// end.</summary>
    public IEnumerable<string> Bugs() => File.ReadLines(_log)
        .Where(l => l.Contains("a bug in the daemon", StringComparison.Ordinal)
            || l.Contains("Unhandled exception", StringComparison.Ordinal)
            || l.Contains("Stack overflow", StringComparison.Ordinal))
        .Select(l => l.Length > StampChars ? l[StampChars..Math.Min(l.Length, StampChars + BugMaxChars)] : l)
        .GroupBy(l => l)
        .Select(bug => $"{bug.Count()} × {bug.Key}");

    /// <summary>Size of its log. Unit: bytes.</summary>
    public long LogBytes() => new FileInfo(_log).Length;

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();
}
