using Elysia.Bench.Compare.Run;

namespace Elysia.Bench.Pairs;

/// <summary>Start time: from the fork until the daemon tells systemd that it is ready.</summary>
/// <remarks>taskset, which puts the daemon on its core and is replaced by it, takes about a millisecond of that.</remarks>
/// <param name="log">File of the daemon's log.</param>
/// <param name="time">The clock.</param>
internal sealed class StartMeasure(string log, TimeProvider time) : IPairMeasure
{
    /// <inheritdoc/>
    public string Key => PairsOptions.StartKey;

    /// <inheritdoc/>
    public string Title => "start time, ms";

    /// <inheritdoc/>
    public async Task<double> MeasureAsync(string library, CancellationToken stopping)
    {
        using var socket = new ReadySocket();
        long begin = time.GetTimestamp();
        using ServerProcess daemon = MeasuredDaemon.Start(library, port: 0, log, socket.Address);
        await socket.ReadyAsync(time, stopping).ConfigureAwait(false);
        return time.GetElapsedTime(begin).TotalMilliseconds;
    }
}
