using Elysia.Bench.Compare.Run;
using Elysia.LoadTest.Load;

namespace Elysia.Bench.Pairs;

/// <summary>Cost of a frame: CPU time of the daemon's process divided by the frames that viewers read. Protocol 1 at 60 Hz, so
/// nearly every tick is a frame for every viewer.</summary>
/// <remarks>/proc counts CPU time in units of 10 ms: 500 viewers for 4 s are 120,000 frames, about a second of CPU.</remarks>
/// <param name="clients">Number of viewers.</param>
/// <param name="seconds">Length of the measurement, in seconds.</param>
/// <param name="warmUp">Time that the viewers watch before that, while the daemon's code is compiled.</param>
/// <param name="log">File of the daemon's log.</param>
/// <param name="time">The clock.</param>
internal sealed class FrameMeasure(int clients, int seconds, TimeSpan warmUp, string log, TimeProvider time) : IPairMeasure
{
    /// <inheritdoc/>
    public string Key => PairsOptions.FrameKey;

    /// <inheritdoc/>
    public string Title => "CPU per frame, µs";

    /// <inheritdoc/>
    public async Task<double> MeasureAsync(string library, CancellationToken stopping)
    {
        int port = ServerProcess.FreePort();
        using ServerProcess daemon = MeasuredDaemon.Start(library, port, log);
        await daemon.ListeningAsync(time, stopping).ConfigureAwait(false);
        var options = new LoadOptions
        {
            Clients = clients,
            Seconds = seconds,
            WarmUp = warmUp,
            Url = new Uri($"ws://127.0.0.1:{port}/ws"),
            ProcessId = daemon.Id,
        };
        try
        {
            LoadResult result = await LoadRun.RunAsync(options, time, progress: null, stopping).ConfigureAwait(false);
            stopping.ThrowIfCancellationRequested();
            return result.OpenAtEnd == clients && result.ServerCpuPerFrameMicroseconds is > 0 and { } cost
                ? cost
                : throw new RunException($"{result.OpenAtEnd} of {clients} viewers were connected at the end, "
                    + $"{result.Frames} frames were measured: {string.Join("; ", result.Losses.Keys)}");
        }
        catch (BenchFailedException e)
        {
            throw new RunException(e.Message);
        }
    }
}
