using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Elysia.Tests.Integration.Browser;

/// <summary>The real daemon in a process of its own, on the loopback address.</summary>
internal sealed partial class ElysiaProcess : IAsyncDisposable
{
    private readonly System.Diagnostics.Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _awake = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ElysiaProcess(ProcessStartInfo start)
    {
        _process = new System.Diagnostics.Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, e) => Heard(e.Data);
        _process.ErrorDataReceived += (_, e) => Heard(e.Data);
        _process.Exited += (_, _) =>
            _awake.TrySetException(new InvalidOperationException($"The daemon ended before it was awake. It said:\n{Output}"));
    }

    /// <summary>Where the page is.</summary>
    public Uri Page => _awake.Task.Result;

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

    /// <summary>Starts the daemon and waits until it is awake.</summary>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="httpPort">A second port for the same, or null.</param>
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

        // What the tester has set for a daemon of their own must not change this one.
        foreach (string name in start.Environment.Keys.Where(n => n.StartsWith("ELYSIA_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["ELYSIA_HOST"] = "127.0.0.1";
        start.Environment["ELYSIA_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["ELYSIA_HTTP_PORT"] = httpPort?.ToString(CultureInfo.InvariantCulture);
        start.Environment["ELYSIA_LOG_FORMAT"] = "console";

        // The page is compared with the figures of the contract, which know no breath and no way from mood to mood.
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
            await daemon._awake.Task.WaitAsync(BrowserTest.Deadline).ConfigureAwait(false);
        }
        catch
        {
            await daemon.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return daemon;
    }

    /// <summary>Asks the daemon to stop, as systemd does, and waits until it is gone.</summary>
    public async Task StopAsync()
    {
        string id = _process.Id.ToString(CultureInfo.InvariantCulture);
        using var kill = System.Diagnostics.Process.Start("kill", ["-TERM", id]);
        await _process.WaitForExitAsync().WaitAsync(BrowserTest.Deadline).ConfigureAwait(false);
    }

    /// <summary>Ends the daemon without a word, as a power cut does, and waits until it is gone.</summary>
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
    private static partial Regex AwakeLine();

    private void Heard(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (AwakeLine().Match(line) is { Success: true } match)
        {
            _awake.TrySetResult(new Uri(match.Groups[1].Value));
        }
    }
}
