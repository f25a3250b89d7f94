using Elysia.State;

namespace Elysia.Engines;

/// <summary>The mood as the emotion engine last decided it, readable by the other engines. One writer, any readers.</summary>
public sealed class MoodView
{
    // A reference, so that readers never see half of an old and half of a new mood.
    private volatile Box _current = new(Mood.Neutral);

    /// <summary>Her mood now.</summary>
    public Mood Current
    {
        get => _current.Mood;
        internal set => _current = new Box(value);
    }

    private sealed record Box(Mood Mood);
}
