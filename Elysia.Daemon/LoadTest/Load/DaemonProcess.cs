using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Elysia.Interop;

namespace Elysia.LoadTest.Load;

/// <summary>A daemon started for one run: the same binary, on a free port of 127.0.0.1, ended with SIGTERM.</summary>
internal sealed class DaemonProcess : IAsyncDisposable
{
    private const int AttemptsMax = 5;
    private const int LinesMax = 20;
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly Queue<string> _lines = new();

    private DaemonProcess(Process process, Uri url)
    {
        (_process, Url) = (process, url);
        _process.OutputDataReceived += (_, e) => Keep(e.Data);
        _process.ErrorDataReceived += (_, e) => Keep(e.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The WebSocket address of the daemon.</summary>
    public Uri Url { get; }

    /// <summary>The process id of the daemon.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts a daemon and waits until it responds.</summary>
    /// <param name="rateHz">The minimum and maximum tick rate. Unit: Hz.</param>
    /// <param name="time">The clock for the deadline.</param>
    /// <param name="stopping">Ends the wait, and the daemon.</param>
    /// <exception cref="BenchFailedException">The daemon does not start; the message holds its last output.</exception>
    public static async Task<DaemonProcess> StartAsync((int Min, int Max) rateHz, TimeProvider time, CancellationToken stopping)
    {
        // A port that is free now may be taken a moment later, so a daemon that exits at once is started again on
        // another port.
        string words = "";
        for (int attempt = 0; attempt < AttemptsMax; attempt++)
        {
            DaemonProcess daemon = Start(FreePort(), rateHz);
            if (await daemon.IsReadyAsync(time, stopping).ConfigureAwait(false))
            {
                return daemon;
            }

            words = daemon.LastWords();
            await daemon.DisposeAsync().ConfigureAwait(false);
        }

        throw new BenchFailedException($"the daemon did not start; its last words:{Environment.NewLine}{words}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _ = ProcessCalls.Kill(_process.Id, ProcessCalls.Terminate);
            using var patience = new CancellationTokenSource(StopPatience);
            try
            {
                await _process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
            }
        }

        _process.Dispose();
    }

    private static DaemonProcess Start(int port, (int Min, int Max) rateHz)
    {
        string library = Path.Combine(AppContext.BaseDirectory, "elysia.dll");
        string self = Environment.ProcessPath ?? "";

        // Started as `elysia`, this process is the binary itself; started as `dotnet elysia.dll` or by a test, it is a
        // host.
        bool isBinary = Path.GetFileName(self) == "elysia";
        var start = new ProcessStartInfo(isBinary || Path.GetFileName(self) == "dotnet" ? self : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (!isBinary)
        {
            start.ArgumentList.Add(library);
        }

        // The measured daemon gets none of the caller's configuration, only these variables.
        foreach (string name in start.Environment.Keys.Where(k => k.StartsWith("ELYSIA_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["ELYSIA_HOST"] = "127.0.0.1";
        start.Environment["ELYSIA_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["ELYSIA_MIN_FPS"] = rateHz.Min.ToString(CultureInfo.InvariantCulture);
        start.Environment["ELYSIA_MAX_FPS"] = rateHz.Max.ToString(CultureInfo.InvariantCulture);
        start.Environment["ELYSIA_MAX_VIEWERS"] = (LoadOptions.ClientsMax + 1).ToString(CultureInfo.InvariantCulture);
        start.Environment["ELYSIA_LOG_LEVEL"] = "warning";
        start.Environment.Remove("NOTIFY_SOCKET");
        return new DaemonProcess(Process.Start(start)!, new Uri($"ws://127.0.0.1:{port}/ws"));
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private async Task<bool> IsReadyAsync(TimeProvider time, CancellationToken stopping)
    {
        try
        {
            long begin = time.GetTimestamp();
            while (!_process.HasExited && time.GetElapsedTime(begin) < StartPatience)
            {
                if (await DaemonHealth.AskAsync(Url, stopping).ConfigureAwait(false) is not null)
                {
                    return true;
                }

                await Task.Delay(Pause, time, stopping).ConfigureAwait(false);
            }

            return false;
        }
        catch (OperationCanceledException)
        {
            await DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private void Keep(string? line)
    {
        lock (_lines)
        {
            if (line is not null)
            {
                _lines.Enqueue(line);
            }

            if (_lines.Count > LinesMax)
            {
                _lines.Dequeue();
            }
        }
    }

    private string LastWords()
    {
        lock (_lines)
        {
            return string.Join(Environment.NewLine, _lines);
        }
    }
}
