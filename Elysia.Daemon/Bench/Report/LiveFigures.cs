using Elysia.Bench.Load;

namespace Elysia.Bench.Report;

/// <summary>What viewers of a running daemon really received, over real sockets.</summary>
/// <param name="Quiet">One viewer, nothing said: the idle stream.</param>
/// <param name="Crowd">Many viewers; at 60 Hz where the daemon was started for the report.</param>
public sealed record LiveFigures(LoadResult Quiet, LoadResult Crowd)
{
    // The rate falls to its resting value in the ten seconds after the last message, and a start counts as one.
    private static readonly TimeSpan UntilQuiet = TimeSpan.FromSeconds(11);

    /// <summary>Viewers that one core of the daemon carries at the crowd's rate, by its CPU per frame; null when that is
    /// unknown.</summary>
    public double? ViewersPerCore =>
        Crowd.ServerCpuPerFrameMicroseconds is > 0 and var cost && Crowd.FramesPerSecondPerViewer > 0
            ? 1e6 / cost / Crowd.FramesPerSecondPerViewer
            : null;

    /// <summary>Measures both, one after the other.</summary>
    /// <param name="options">Viewers of the crowd, seconds of each, and the daemon.</param>
    /// <param name="time">The clock.</param>
    /// <param name="progress">Where a line a second goes; null for none.</param>
    /// <param name="stopping">Ends it early; then there are no live figures.</param>
    public static async Task<LiveFigures> MeasureAsync(
        LoadOptions options, TimeProvider time, TextWriter? progress, CancellationToken stopping)
    {
        LoadOptions quiet = options with { Clients = 1, RateHz = (15, 60), WarmUp = UntilQuiet };
        LoadResult one = await LoadRun.RunAsync(quiet, time, progress, stopping).ConfigureAwait(false);
        stopping.ThrowIfCancellationRequested();
        LoadResult many = await LoadRun.RunAsync(options, time, progress, stopping).ConfigureAwait(false);
        stopping.ThrowIfCancellationRequested();
        return new LiveFigures(one, many);
    }
}
