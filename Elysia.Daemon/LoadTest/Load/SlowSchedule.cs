using Elysia.LoadTest.Viewers;

namespace Elysia.LoadTest.Load;

/// <summary>Wakes slow viewers every two seconds for a quarter of a second, each at its own moment. The loop's thread.</summary>
/// <param name="pool">The connections.</param>
/// <param name="eyes">What they see.</param>
/// <param name="tally">What is counted.</param>
internal sealed class SlowSchedule(ViewerPool pool, ViewerObserver eyes, LoadTally tally)
{
    /// <summary>Time from one waking to the next, in nanoseconds. 2 s.</summary>
    public const long Period = 2_000_000_000;

    /// <summary>Time a viewer stays awake, in nanoseconds. 250 ms: several ticks at any rate.</summary>
    public const long AwakeFor = 250_000_000;

    private readonly PriorityQueue<Viewer, long> _turns = new();

    /// <summary>Starts the schedule for all slow viewers there are.</summary>
    public void Begin(long now)
    {
        Viewer[] slow = [.. pool.Viewers.Where(v => v.Kind == ViewerKind.Slow)];
        for (int i = 0; i < slow.Length; i++)
        {
            _turns.Enqueue(slow[i], now + (Period * i / slow.Length));
        }
    }

    /// <summary>Does what is due.</summary>
    /// <returns>When something is due next.</returns>
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

        eyes.Observe(viewer, now);
        if (viewer.Wake != WakePhase.Current)
        {
            tally.NotCaughtUp++;
        }

        pool.Sleep(viewer);
        _turns.Enqueue(viewer, due + Period - AwakeFor);
    }
}
