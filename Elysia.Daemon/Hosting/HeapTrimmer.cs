namespace Elysia.Hosting;

/// <summary>Gives memory back to the machine, after the start and when a crowd has come or gone.</summary>
/// <remarks>
/// Each handshake leaves some 11 KB of garbage, and the collector sees no reason to hurry: after 5,000 viewers the process
/// held 17 KB for each of them, 10 KB of it garbage (measured). One collection that packs the heap makes that 7 KB. It stops
/// every thread for some 3 ms per 1,000 viewers, so it comes once, when the crowd has stood still for a while.
/// </remarks>
/// <param name="comings">How many viewers have come and gone so far, each counted.</param>
/// <param name="collect">Collects; called on a thread of the pool.</param>
/// <param name="release">Gives back what only the start needed; called once, at the first look.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class HeapTrimmer(Func<long> comings, Action collect, Action release, TimeProvider time)
{
    /// <summary>Comings and goings from which on it is worth the pause.</summary>
    /// <remarks>Unit: viewers. 500: 5 MB of garbage for a pause of a few milliseconds.</remarks>
    public const int Crowd = 500;

    /// <summary>How long nobody may have come or gone.</summary>
    /// <remarks>Unit: time. 2 s: a crowd that reconnects after a restart is through by then.</remarks>
    public static TimeSpan StillFor { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Collects and packs the whole heap and returns the free pages.</summary>
    public static void CollectAll() => GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    /// <summary>Gives back what only the start needed: code, garbage, and the garbage of looking for the code.</summary>
    public static void ReleaseStart()
    {
        MappedPages.Release();
        CollectAll();
    }

    /// <summary>Looks until it is told to stop.</summary>
    public Task RunAsync(CancellationToken stopping)
    {
        long tidied = comings();
        long before = tidied;
        bool hasReleased = false;
        return BackgroundLoop.EveryAsync(StillFor, time, Look, stopping);

        void Look()
        {
            if (!hasReleased)
            {
                hasReleased = true;
                release();
            }

            long now = comings();
            if (now == before && now - tidied >= Crowd)
            {
                collect();
                tidied = now;
            }

            before = now;
        }
    }
}
