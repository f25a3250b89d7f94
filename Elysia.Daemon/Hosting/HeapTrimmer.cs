namespace Elysia.Hosting;

/// <summary>Returns memory to the machine, after the start and after many viewers have come or gone.</summary>
/// <remarks>Each handshake leaves about 11 KB of garbage, which the collector does not hurry to free: after 5,000
/// viewers the process held 17 KB for each of them, 10 KB of it garbage (measured). One compacting collection reduces
/// that to 7 KB. It stops all threads for about 3 ms per 1,000 viewers, so it runs once, when the number of viewers has
/// been stable for a while.</remarks>
/// <param name="comings">Returns the number of times that a viewer has come or gone so far.</param>
/// <param name="collect">Collects garbage; called on a thread of the pool.</param>
/// <param name="release">Releases what only the start needed; called once, at the first check.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class HeapTrimmer(Func<long> comings, Action collect, Action release, TimeProvider time)
{
    /// <summary>The number of viewers that must have come or gone before a collection is worth its pause.</summary>
    /// <remarks>Unit: viewers. 500: 5 MB of garbage for a pause of a few milliseconds.</remarks>
    public const int Crowd = 500;

    /// <summary>The time during which no viewer may have come or gone before a collection.</summary>
    /// <remarks>Unit: time. 2 s: by then the viewers that reconnect after a restart are back.</remarks>
    public static TimeSpan StillFor { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Collects and compacts the whole heap and returns the free pages.</summary>
    public static void CollectAll() => GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    /// <summary>Releases what only the start needed: code, garbage, and the garbage of finding the code.</summary>
    public static void ReleaseStart()
    {
        MappedPages.Release();
        CollectAll();
    }

    /// <summary>Checks periodically until <paramref name="stopping"/> is cancelled.</summary>
    public Task RunAsync(CancellationToken stopping)
    {
        long collectedAt = comings();
        long before = collectedAt;
        bool hasReleased = false;
        return BackgroundLoop.EveryAsync(StillFor, time, Check, stopping);

        void Check()
        {
            if (!hasReleased)
            {
                hasReleased = true;
                release();
            }

            long now = comings();
            if (now == before && now - collectedAt >= Crowd)
            {
                collect();
                collectedAt = now;
            }

            before = now;
        }
    }
}
