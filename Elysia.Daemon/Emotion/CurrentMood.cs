using Elysia.State;

namespace Elysia.Emotion;

/// <summary>Her current mood, as the emotion engine last set it and as it has drifted since; the other engines read it.
/// One writer, any number of readers.</summary>
/// <param name="start">Her mood at the start.</param>
/// <param name="home">The decay towards the mood to which an undisturbed mood returns.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class CurrentMood(Mood start, MoodDecay home, TimeProvider time)
{
    // A reference, so that readers never see a mix of an old and a new mood.
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
