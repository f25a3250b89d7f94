using Elysia.State;

namespace Elysia.Emotion;

/// <summary>The mood she feels, as the emotion engine last decided it and as it drifted since; readable by the other
/// engines. One writer, any readers.</summary>
/// <param name="start">The mood she wakes up in.</param>
/// <param name="home">Where an unstirred mood drifts.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class CurrentMood(Mood start, MoodDecay home, TimeProvider time)
{
    // A reference, so that readers never see half of an old and half of a new mood.
    private volatile Box _felt = new(start, time.GetTimestamp());

    /// <summary>Her mood now.</summary>
    public Mood Current
    {
        get
        {
            Box felt = _felt;
            return home.After(felt.Mood, time.GetElapsedTime(felt.At));
        }

        internal set => _felt = new Box(value, time.GetTimestamp());
    }

    private sealed record Box(Mood Mood, long At);
}
