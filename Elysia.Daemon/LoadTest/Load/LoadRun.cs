namespace Elysia.LoadTest.Load;

/// <summary>One load run from options to result: finds or starts the daemon and runs the loop on its own
/// thread.</summary>
internal static class LoadRun
{
    /// <summary>Runs the load.</summary>
    /// <param name="options">Options for which <see cref="LoadOptions.Problems"/> found nothing.</param>
    /// <param name="time">The clock; its timestamps must be nanoseconds of CLOCK_MONOTONIC, like the system clock's on
    /// Linux.</param>
    /// <param name="progress">The output for a line per second; null for none.</param>
    /// <param name="stopping">Ends the run early, with the result so far.</param>
    /// <exception cref="BenchFailedException">There is no daemon, or no viewer could connect.</exception>
    public static async Task<LoadResult> RunAsync(
        LoadOptions options, TimeProvider time, TextWriter? progress, CancellationToken stopping)
    {
        if (options.Url is { } url)
        {
            DaemonHealth? health = await DaemonHealth.AskAsync(url, stopping).ConfigureAwait(false);
            return await RunAsync(options, url, options.ProcessId ?? health?.ProcessId, time, progress, stopping)
                .ConfigureAwait(false);
        }

        DaemonProcess daemon = await DaemonProcess.StartAsync(options.RateHz, time, stopping).ConfigureAwait(false);
        await using (daemon.ConfigureAwait(false))
        {
            return await RunAsync(options, daemon.Url, daemon.ProcessId, time, progress, stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Returns the address with a query that asks for stamps, so that ages can be measured.</summary>
    internal static Uri WithStamps(Uri url) => url.Query.Contains("stamps=", StringComparison.Ordinal)
        ? url
        : new UriBuilder(url) { Query = url.Query.Length > 1 ? $"{url.Query[1..]}&stamps=1" : "stamps=1" }.Uri;

    // Motions always carry server time.
    private static Uri Target(LoadOptions options, Uri url) => options.Protocol == BenchProtocol.Samples ? WithStamps(url) : url;

    private static async Task<LoadResult> RunAsync(
        LoadOptions options, Uri url, int? processId, TimeProvider time, TextWriter? progress, CancellationToken stopping)
    {
        using var loop = new LoadLoop(options, Target(options, url), processId, time, progress);
        LoadMeasurement raw = await Task.Factory.StartNew(
            () => loop.Run(stopping), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .ConfigureAwait(false);
        if (raw.Connected == 0)
        {
            throw new BenchFailedException(
                $"no viewer could connect to {url}: {string.Join("; ", raw.Losses.Select(l => $"{l.Key} ({l.Value})"))}");
        }

        DaemonHealth? health = await DaemonHealth.AskAsync(url, CancellationToken.None).ConfigureAwait(false);
        return LoadResult.From(options, url, raw, health, stopping.IsCancellationRequested);
    }
}
