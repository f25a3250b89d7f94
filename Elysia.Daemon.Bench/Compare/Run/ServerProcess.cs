using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Elysia.Bench.Compare.Run;

/// <summary>A server on the first core: started, awaited until it listens, killed when disposed.</summary>
internal sealed class ServerProcess : IDisposable
{
    public const int Core = 0;

    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ProbePeriod = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;
    private readonly StreamWriter _log;

    private ServerProcess(Process process, StreamWriter log, int port)
    {
        _process = process;
        _log = log;
        Port = port;
        process.OutputDataReceived += (_, line) => Log(line.Data);
        process.ErrorDataReceived += (_, line) => Log(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Port { get; }

    // taskset replaces itself by the program, so this is the server's own process id.
    public int Id => _process.Id;

    public static ServerProcess Start(
        IReadOnlyList<string> command, IReadOnlyDictionary<string, string> settings, int port, string logFile)
    {
        var start = new ProcessStartInfo("taskset", ["-c", $"{Core}", .. command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetDirectoryName(logFile)!,
        };
        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        StreamWriter log = File.CreateText(logFile);
        Process process = Process.Start(start) ?? throw new RunException("taskset does not start");
        return new ServerProcess(process, log, port);
    }

    /// <summary>Returns a port that was free a moment ago; another process may take it, which fails the run.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async Task ListeningAsync(TimeProvider time, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(ProbePeriod, time);
        long begin = time.GetTimestamp();
        while (await timer.WaitForNextTickAsync(stopping))
        {
            if (_process.HasExited)
            {
                throw new RunException($"the server ended with {_process.ExitCode} before it listened");
            }

            try
            {
                using var probe = new TcpClient(AddressFamily.InterNetwork);
                await probe.ConnectAsync(IPAddress.Loopback, Port, stopping);
                return;
            }
            catch (SocketException) when (time.GetElapsedTime(begin) < StartMax)
            {
                // Not listening yet: try again at the next tick.
            }
            catch (SocketException)
            {
                throw new RunException($"the server did not listen within {StartMax.TotalSeconds:0} s");
            }
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
        lock (_log)
        {
            _log.Dispose();
        }
    }

    private void Log(string? line)
    {
        lock (_log)
        {
            if (line is not null && _log.BaseStream is { CanWrite: true })
            {
                _log.WriteLine(line);
            }
        }
    }
}
