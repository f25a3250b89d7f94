using Elysia.Diagnostics;

namespace Elysia.Fanout;

/// <summary>All viewers at a glance: how many are in which state, who is slowest, how long an engine has been silent.</summary>
/// <remarks>Made by one pass over the viewers that keeps nothing of the healthy ones, so that ten thousand of them cost no
/// memory each second.</remarks>
internal sealed class ViewerCensus
{
    /// <summary>Most viewers named as slow.</summary>
    /// <remarks>Unit: viewers. 10: what an operator reads at a glance.</remarks>
    public const int SlowestMax = 10;

    private readonly EnumCounters<ViewerState> _counts = new();
    private readonly List<SessionSnapshot> _slowest = new(SlowestMax + 1);

    /// <summary>Counts viewers.</summary>
    public ViewerCensus(IEnumerable<SessionSnapshot> viewers)
    {
        foreach (SessionSnapshot viewer in viewers)
        {
            _counts.IncrementAlone(viewer.State);
            LongestSilence = viewer.Silent > LongestSilence ? viewer.Silent.Value : LongestSilence;
            if (viewer.State is ViewerState.Thinned or ViewerState.KeyframesOnly || viewer.Stuck >= SlowConsumerPolicy.ThinFrom)
            {
                Keep(viewer);
            }
        }
    }

    /// <summary>The slowest viewers, the worst first; at most <see cref="SlowestMax"/>.</summary>
    public IReadOnlyList<SessionSnapshot> Slowest => _slowest;

    /// <summary>The longest silence of a client that drives her; zero when none does.</summary>
    public TimeSpan LongestSilence { get; }

    /// <summary>Viewers that get less than every tick.</summary>
    public int Slow => Count(ViewerState.Thinned) + Count(ViewerState.KeyframesOnly);

    /// <summary>How many are in a state.</summary>
    public int Count(ViewerState state) => (int)_counts[state];

    private static bool IsWorse(SessionSnapshot one, SessionSnapshot other) =>
        (one.Stuck, one.State, one.TicksBehind).CompareTo((other.Stuck, other.State, other.TicksBehind)) > 0;

    private void Keep(SessionSnapshot viewer)
    {
        int at = _slowest.Count;
        while (at > 0 && IsWorse(viewer, _slowest[at - 1]))
        {
            at--;
        }

        _slowest.Insert(at, viewer);
        if (_slowest.Count > SlowestMax)
        {
            _slowest.RemoveAt(SlowestMax);
        }
    }
}
