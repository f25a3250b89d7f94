using System.Threading.Channels;
using Elysia.Channels;
using Elysia.Hosting;
using Elysia.State;

namespace Elysia.Emotion;

/// <summary>Owns her mood: takes events and pushes one after the other and tells the tick the mood that follows.</summary>
/// <remarks>One task reads <see cref="EngineChannels.Emotions"/>, so no lock guards the mood. Runs beside the tick.</remarks>
/// <param name="channels">The daemon's channels.</param>
/// <param name="view">Where other engines read the mood.</param>
/// <param name="senses">What her senses do to it.</param>
internal sealed class EmotionEngine(EngineChannels channels, CurrentMood view, Senses senses)
{
    /// <summary>Above this intensity an event gives her feeling its name.</summary>
    public const double PrimaryAbove = 0.6;

    /// <summary>How many earlier feelings linger.</summary>
    public const int SecondaryMax = 3;

    private readonly List<Feeling> _secondary = new(SecondaryMax + 1);

    /// <summary>Her mood as the last request left it.</summary>
    public Mood Mood { get; private set; } = view.Current;

    /// <summary>The feeling that has the upper hand.</summary>
    public Feeling Primary { get; private set; } = Feeling.Neutral;

    /// <summary>The feelings before it, latest first; at most <see cref="SecondaryMax"/>.</summary>
    public IReadOnlyList<Feeling> Secondary => _secondary;

    /// <summary>Works until <paramref name="stopping"/> is cancelled.</summary>
    /// <remarks>What was not felt by then never will be.</remarks>
    public Task RunAsync(CancellationToken stopping) => BackgroundLoop.ForEachAsync(
        channels.Emotions.Reader,
        request =>
        {
            // It has drifted since; the tick's has by the same rule.
            Mood = view.Current;
            Apply(request);
            view.Current = Mood;
            channels.Moods.Writer.TryWrite(Mood);
        },
        stopping);

    /// <summary>Takes one request in. Pure but for the state of this object.</summary>
    public void Apply(EmotionRequest request)
    {
        switch (request)
        {
            case EmotionRequest.Feel feel:
                Mood = Mood.Toward(Feelings.MoodOf(feel.Feeling), feel.Intensity);
                if (feel.Intensity > PrimaryAbove)
                {
                    Apply(feel.Feeling);
                }

                break;

            case EmotionRequest.Push push:
                Mood = push.Mood.Clamped();
                break;

            case EmotionRequest.Sense sense:
                Mood = senses.Apply(sense.Reading, Mood);
                break;
        }
    }

    private void Apply(Feeling feeling)
    {
        _secondary.Insert(0, Primary);
        if (_secondary.Count > SecondaryMax)
        {
            _secondary.RemoveAt(SecondaryMax);
        }

        Primary = feeling;
    }
}
