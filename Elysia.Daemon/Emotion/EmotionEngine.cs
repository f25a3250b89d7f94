using System.Threading.Channels;
using Elysia.Channels;
using Elysia.Hosting;
using Elysia.State;

namespace Elysia.Emotion;

/// <summary>Owns her mood: applies events and pushes in order and publishes the resulting mood to the tick.</summary>
/// <remarks>One task reads <see cref="EngineChannels.Emotions"/>, so no lock guards the mood. Runs concurrently with
/// the tick.</remarks>
/// <param name="channels">The daemon's channels.</param>
/// <param name="view">Publishes the mood to the other engines.</param>
/// <param name="senses">Applies the readings of her senses to the mood.</param>
internal sealed class EmotionEngine(EngineChannels channels, CurrentMood view, Senses senses)
{
    /// <summary>The intensity above which an event becomes her primary feeling.</summary>
    public const double PrimaryAbove = 0.6;

    /// <summary>The maximum number of earlier feelings.</summary>
    public const int SecondaryMax = 3;

    private readonly List<Feeling> _secondary = new(SecondaryMax + 1);

    /// <summary>Her mood after the last request.</summary>
    public Mood Mood { get; private set; } = view.Current;

    /// <summary>The predominant feeling.</summary>
    public Feeling Primary { get; private set; } = Feeling.Neutral;

    /// <summary>The earlier predominant feelings, latest first; at most <see cref="SecondaryMax"/>.</summary>
    public IReadOnlyList<Feeling> Secondary => _secondary;

    /// <summary>Runs until <paramref name="stopping"/> is cancelled.</summary>
    /// <remarks>Requests that are still in the channel then are dropped.</remarks>
    public Task RunAsync(CancellationToken stopping) => BackgroundLoop.ForEachAsync(
        channels.Emotions.Reader,
        request =>
        {
            // The mood has drifted since the last request, and so has that of the tick, by the same rule.
            Mood = view.Current;
            Apply(request);
            view.Current = Mood;
            channels.Moods.Writer.TryWrite(Mood);
        },
        stopping);

    /// <summary>Applies one request. Changes nothing but the state of this object.</summary>
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
