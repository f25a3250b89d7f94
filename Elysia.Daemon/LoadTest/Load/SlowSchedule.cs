using Elysia.LoadTest.Viewers;

namespace Elysia.LoadTest.Load;

/// <summary>Wakes each slow viewer every two seconds for a quarter of a second, spread over time. Used by the loop's
/// thread.</summary>
/// <param name="pool">The connections.</param>
/// <param name="observer">Observes the pictures of the viewers.</param>
/// <param name="tally">The counts.</param>
internal sealed class SlowSchedule(ViewerPool pool, ViewerObserver observer, LoadTally tally)
{
    /// <summary>Time between the starts of two waking periods, in nanoseconds. 2 s.</summary>
    public const long Period = 2_000_000_000;

    /// <summary>Time a viewer stays awake, in nanoseconds. 250 ms: several ticks at any rate.</summary>
    public const long AwakeFor = 250_000_000;

    private readonly PriorityQueue<Viewer, long> _turns = new();

    /// <summary>Starts the schedule for all slow viewers.</summary>
    public void Begin(long now)
    {
        Viewer[] slow = [.. pool.Viewers.Where(v => v.Kind == ViewerKind.Slow)];
        for (int i = 0; i < slow.Length; i++)
        {
            _turns.Enqueue(slow[i], now + (Period * i / slow.Length));
        }
    }

    /// <summary>Wakes viewers, or puts them to sleep, when their time has come.</summary>
    /// <returns>The time of the next step.</returns>
    public long Run(long now)
    {
        while (_turns.TryPeek(out Viewer? viewer, out long due))
        {
            if (due > now)
            {
                return due;
            }

            _turns.Dequeue();
            if (viewer.Phase == ViewerPhase.Open)
            {
                Turn(viewer, due, now);
            }
        }

        return long.MaxValue;
    }

    private void Turn(Viewer viewer, long due, long now)
    {
        if (viewer.Wake == WakePhase.Asleep)
        {
            pool.Wake(viewer, now);
            _turns.Enqueue(viewer, due + AwakeFor);
            return;
        }

        observer.Observe(viewer, now);
        if (viewer.Wake != WakePhase.Current)
        {
            tally.NotCaughtUp++;
        }

        pool.Sleep(viewer);
        _turns.Enqueue(viewer, due + Period - AwakeFor);
    }
}
