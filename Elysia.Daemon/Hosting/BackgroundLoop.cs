using System.Threading.Channels;

namespace Elysia.Hosting;

/// <summary>Runs the loops that use the thread pool from the daemon's start to its stop.</summary>
/// <remarks>Each ends normally when its token is cancelled because the daemon stops. A loop that ends in any other way,
/// by an exception or by returning, ends the daemon, which awaits them all.</remarks>
internal static class BackgroundLoop
{
    /// <summary>Runs a loop until <paramref name="stopping"/> is cancelled.</summary>
    /// <param name="body">The loop; its first part runs before this method returns.</param>
    /// <param name="stopping">Cancelled when the daemon stops.</param>
    public static async Task RunAsync(Func<CancellationToken, Task> body, CancellationToken stopping)
    {
        try
        {
            await body(stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The daemon stops.
        }
    }

    /// <summary>Calls an action once a period.</summary>
    public static Task EveryAsync(TimeSpan period, TimeProvider time, Action action, CancellationToken stopping) => RunAsync(
        async token =>
        {
            using var timer = new PeriodicTimer(period, time);
            while (await timer.WaitForNextTickAsync(token).ConfigureAwait(false))
            {
                action();
            }
        },
        stopping);

    /// <summary>Calls an action for every item of a channel. Items that are still in it when the daemon stops stay
    /// there.</summary>
    public static Task ForEachAsync<T>(ChannelReader<T> reader, Action<T> action, CancellationToken stopping) => RunAsync(
        async token =>
        {
            await foreach (T item in reader.ReadAllAsync(token).ConfigureAwait(false))
            {
                action(item);
            }
        },
        stopping);
}
