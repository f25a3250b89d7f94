using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Elysia.Tests.Fakes.Viewers;
using OsProcess = System.Diagnostics.Process;

namespace Elysia.Tests.Fakes.Hosts;

/// <summary>The built binary as a separate process with its own environment.</summary>
internal sealed partial class DaemonProcess : IDisposable
{
    private readonly OsProcess _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _error = new();

    private DaemonProcess(string[] arguments, (string Name, string Value)[] environment, int? openFiles = null)
    {
        string[] command = [Dotnet(), Path.Combine(AppContext.BaseDirectory, "elysia.dll"), .. arguments];
        // A shell that starts its tests in the background ignores SIGINT, and ignored signals are inherited.
        command = ["env", "--default-signal=INT", .. command];
        ProcessStartInfo start = openFiles is null ? new(command[0], command[1..])
            : new("/bin/sh", ["-c", $"ulimit -n {openFiles} && exec \"$0\" \"$@\"", .. command]);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment.Clear();
        foreach (string name in (string[])["PATH", "HOME", "DOTNET_ROOT"])
        {
            start.Environment[name] = Environment.GetEnvironmentVariable(name);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = OsProcess.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_error, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>A signal with its number in the kernel.</summary>
    public enum Signal
    {
        /// <summary>Sent by logrotate and by `systemctl reload`.</summary>
        Hangup = 1,

        /// <summary>Ctrl+C.</summary>
        Interrupt = 2,

        /// <summary>Sent by systemd to stop a service.</summary>
        Terminate = 15,
    }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>The lines of its standard output.</summary>
    public IReadOnlyCollection<string> Output => _output;

    /// <summary>The lines of its standard error.</summary>
    public IReadOnlyCollection<string> Error => _error;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Its port, once <see cref="ReadyAsync"/> has read it.</summary>
    public int Port { get; private set; }

    /// <summary>Starts the program with arguments.</summary>
    public static DaemonProcess Start(string[] arguments, params (string Name, string Value)[] environment) =>
        new(arguments, environment);

    /// <summary>Starts the daemon on a free port and returns when it prints the address of its page.</summary>
    public static async Task<DaemonProcess> StartDaemonAsync(params (string Name, string Value)[] environment)
    {
        DaemonProcess daemon = Start([], [("ELYSIA_PORT", "0"), .. environment]);
        await daemon.ReadyAsync();
        return daemon;
    }

    /// <summary>Starts the daemon on a free port with a limit of file descriptors.</summary>
    public static async Task<DaemonProcess> StartDaemonAsync(int openFiles)
    {
        var daemon = new DaemonProcess([], [("ELYSIA_PORT", "0")], openFiles);
        await daemon.ReadyAsync();
        return daemon;
    }

    /// <summary>Waits until the daemon prints the address of its page.</summary>
    public async Task ReadyAsync()
    {
        Match? match = null;
        await Eventually.TrueAsync(
            () => _process.HasExited || (match = _output.Select(l => Address().Match(l))
                .FirstOrDefault(m => m.Success)) is not null,
            "the daemon says where its page is");
        Assert.IsNotNull(match, $"It ended: {string.Join('\n', _output)}\n{string.Join('\n', _error)}");
        Port = int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Connects a viewer that reads.</summary>
    public Task<Viewer> ConnectAsync() => Viewer.ConnectAsync(new Uri($"ws://127.0.0.1:{Port}/"));

    /// <summary>Sends a signal.</summary>
    public void Send(Signal signal) => Assert.AreEqual(0, Kill(_process.Id, (int)signal));

    /// <summary>Waits for the end of the process.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ExitAsync(TimeSpan? deadline = null)
    {
        using var limit = new CancellationTokenSource(deadline ?? Eventually.Deadline);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The process did not end. Output: {string.Join('\n', _output)}");
        }

        return _process.ExitCode;
    }

    /// <summary>Returns the number of sockets that the process holds.</summary>
    public int Sockets() => Directory.EnumerateFiles($"/proc/{Id}/fd")
        .Count(fd => new FileInfo(fd).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true);

    /// <summary>Returns the number of connections to its port that are half-closed because the process has not closed
    /// its end.</summary>
    public int CloseWaits()
    {
        const string CloseWait = "08";
        string port = $":{Port:X4}";
        return File.ReadLines("/proc/net/tcp").Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Count(c => c[1].EndsWith(port, StringComparison.Ordinal) && c[3] == CloseWait);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    // Tests run in dotnet's own host or in their own executable; the former is what starts the daemon, too.
    private static string Dotnet() => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")
        ?? (Path.GetFileName(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet");

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);

    [GeneratedRegex(@"open http://127\.0\.0\.1:(\d+)/")]
    private static partial Regex Address();
}
