using Elysia.Diagnostics;

namespace Elysia.Fanout;

/// <summary>A summary of all viewers: how many are in each state, which are the slowest, and how long an engine has
/// been silent.</summary>
/// <remarks>Made in one pass over the viewers that keeps nothing of the healthy ones, so that ten thousand viewers cost
/// no memory each second.</remarks>
internal sealed class ViewerCensus
{
    /// <summary>The maximum number of viewers listed as slow.</summary>
    /// <remarks>Unit: viewers. 10: as many as an operator takes in at once.</remarks>
    public const int SlowestMax = 10;

    private readonly EnumCounters<ViewerState> _counts = new();
    private readonly List<SessionSnapshot> _slowest = new(SlowestMax + 1);

    /// <summary>Summarizes the given viewers.</summary>
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

    /// <summary>The slowest viewers, the slowest first; at most <see cref="SlowestMax"/>.</summary>
    public IReadOnlyList<SessionSnapshot> Slowest => _slowest;

    /// <summary>The longest time since the last message of a client that drives her; zero when there is none.</summary>
    public TimeSpan LongestSilence { get; }

    /// <summary>The number of viewers that get less than every tick.</summary>
    public int Slow => Count(ViewerState.Thinned) + Count(ViewerState.KeyframesOnly);

    /// <summary>Returns the number of viewers in a state.</summary>
    public int Count(ViewerState state) => (int)_counts[state];

    private static bool IsSlower(SessionSnapshot one, SessionSnapshot other) =>
        (one.Stuck, one.State, one.TicksBehind).CompareTo((other.Stuck, other.State, other.TicksBehind)) > 0;

    private void Keep(SessionSnapshot viewer)
    {
        int at = _slowest.Count;
        while (at > 0 && IsSlower(viewer, _slowest[at - 1]))
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
