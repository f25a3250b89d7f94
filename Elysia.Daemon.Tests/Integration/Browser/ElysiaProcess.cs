using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Elysia.Tests.Integration.Browser;

/// <summary>The real daemon in a separate process, on the loopback address.</summary>
internal sealed partial class ElysiaProcess : IAsyncDisposable
{
    private readonly System.Diagnostics.Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ElysiaProcess(ProcessStartInfo start)
    {
        _process = new System.Diagnostics.Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, e) => OnOutput(e.Data);
        _process.ErrorDataReceived += (_, e) => OnOutput(e.Data);
        _process.Exited += (_, _) =>
            _ready.TrySetException(new InvalidOperationException($"The daemon ended before it was ready. Its output:\n{Output}"));
    }

    /// <summary>The address of the page.</summary>
    public Uri Page => _ready.Task.Result;

    private string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts the daemon and waits until it is ready.</summary>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="httpPort">A second port with the same content, or null.</param>
    /// <param name="environment">Further options.</param>
    public static async Task<ElysiaProcess> StartAsync(
        int port = 0, int? httpPort = null, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "elysia.dll") },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Options that a developer has set for another daemon must not affect this one.
        foreach (string name in start.Environment.Keys.Where(n => n.StartsWith("ELYSIA_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["ELYSIA_HOST"] = "127.0.0.1";
        start.Environment["ELYSIA_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["ELYSIA_HTTP_PORT"] = httpPort?.ToString(CultureInfo.InvariantCulture);
        start.Environment["ELYSIA_LOG_FORMAT"] = "console";

        // The page is compared with the figures of the contract, which know neither breath nor transitions between
        // moods.
        foreach (string still in (string[])["ELYSIA_MOOD_SETTLE", "ELYSIA_MOOD_HOME"])
        {
            start.Environment[still] = "0";
        }

        start.Environment["ELYSIA_BREATH"] = "off";
        start.Environment["ELYSIA_BLINK"] = "off";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        var daemon = new ElysiaProcess(start);
        daemon._process.Start();
        daemon._process.BeginOutputReadLine();
        daemon._process.BeginErrorReadLine();
        try
        {
            await daemon._ready.Task.WaitAsync(BrowserTest.Deadline).ConfigureAwait(false);
        }
        catch
        {
            await daemon.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return daemon;
    }

    /// <summary>Stops the daemon as systemd does, and waits until it has ended.</summary>
    public async Task StopAsync()
    {
        string id = _process.Id.ToString(CultureInfo.InvariantCulture);
        using var kill = System.Diagnostics.Process.Start("kill", ["-TERM", id]);
        await _process.WaitForExitAsync().WaitAsync(BrowserTest.Deadline).ConfigureAwait(false);
    }

    /// <summary>Kills the daemon, as a power cut would, and waits until it has ended.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(BrowserTest.Deadline).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync().ConfigureAwait(false);
        }

        _process.Dispose();
    }

    [GeneratedRegex(@"open (http://\S+)$")]
    private static partial Regex ReadyLine();

    private void OnOutput(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (ReadyLine().Match(line) is { Success: true } match)
        {
            _ready.TrySetResult(new Uri(match.Groups[1].Value));
        }
    }
}
