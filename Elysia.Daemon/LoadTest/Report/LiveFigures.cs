using Elysia.LoadTest.Load;

namespace Elysia.LoadTest.Report;

/// <summary>The figures of viewers of a running daemon, over real sockets.</summary>
/// <param name="Quiet">One viewer without chat: the idle stream.</param>
/// <param name="Lively">Ten viewers with one chat text every two seconds between them, each answered.</param>
/// <param name="Crowd">Many viewers; at 60 Hz if the daemon was started for the report.</param>
/// <param name="ComingBackBytes">Bytes sent to a viewer that was disconnected while her feeling was set.</param>
internal sealed record LiveFigures(LoadResult Quiet, LoadResult Lively, LoadResult Crowd, int ComingBackBytes)
{
    private const int Company = 10;
    private const double TextsPerSecond = 0.5;

    // The rate falls to its idle value within ten seconds of the last message, and a start counts as a message.
    private static readonly TimeSpan UntilQuiet = TimeSpan.FromSeconds(11);

    /// <summary>The number of wrong pictures in all three runs.</summary>
    public long Wrong => Quiet.Truth.Wrong + Lively.Truth.Wrong + Crowd.Truth.Wrong;

    /// <summary>The number of compared pictures in all three runs.</summary>
    public long Compared => Quiet.Truth.Checked + Lively.Truth.Checked + Crowd.Truth.Checked;

    /// <summary>Viewers that one core of the daemon can serve at the crowd's rate, by its CPU per frame; null if that
    /// is unknown.</summary>
    public double? ViewersPerCore =>
        Crowd.ServerCpuPerFrameMicroseconds is > 0 and var cost && Crowd.FramesPerSecondPerViewer > 0
            ? 1e6 / cost / Crowd.FramesPerSecondPerViewer
            : null;

    /// <summary>Takes the measurements one after the other.</summary>
    /// <param name="options">The viewers of the crowd, the seconds of each run, and the daemon.</param>
    /// <param name="time">The clock.</param>
    /// <param name="progress">The output for a line per second; null for none.</param>
    /// <param name="stopping">Ends the measurement early; then there are no live figures.</param>
    public static async Task<LiveFigures> MeasureAsync(
        LoadOptions options, TimeProvider time, TextWriter? progress, CancellationToken stopping)
    {
        LoadOptions quiet = options with { Clients = 1, RateHz = (15, 60), WarmUp = UntilQuiet };
        LoadResult one = await LoadRun.RunAsync(quiet, time, progress, stopping).ConfigureAwait(false);
        stopping.ThrowIfCancellationRequested();
        LoadOptions lively = options with { Clients = Company, RateHz = (15, 60), TalkHz = TextsPerSecond };
        LoadResult few = await LoadRun.RunAsync(lively, time, progress, stopping).ConfigureAwait(false);
        stopping.ThrowIfCancellationRequested();
        LoadResult many = await LoadRun.RunAsync(options, time, progress, stopping).ConfigureAwait(false);
        stopping.ThrowIfCancellationRequested();
        return new LiveFigures(one, few, many, await BackAsync(options, time, stopping).ConfigureAwait(false));
    }

    private static async Task<int> BackAsync(LoadOptions options, TimeProvider time, CancellationToken stopping)
    {
        if (options.Url is { } url)
        {
            return await ReconnectCost.MeasureAsync(url, options.Protocol, stopping).ConfigureAwait(false);
        }

        DaemonProcess daemon = await DaemonProcess.StartAsync(options.RateHz, time, stopping).ConfigureAwait(false);
        await using (daemon.ConfigureAwait(false))
        {
            return await ReconnectCost.MeasureAsync(daemon.Url, options.Protocol, stopping).ConfigureAwait(false);
        }
    }
}
