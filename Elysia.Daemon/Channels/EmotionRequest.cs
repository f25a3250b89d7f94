using Elysia.State;

namespace Elysia.Channels;

/// <summary>Something that wants to move her mood.</summary>
public abstract record EmotionRequest
{
    private EmotionRequest()
    {
    }

    /// <summary>A named feeling of some strength, blended into the mood she has.</summary>
    /// <param name="Feeling">Which.</param>
    /// <param name="Intensity">0..1.</param>
    public sealed record Feel(Feeling Feeling, double Intensity) : EmotionRequest;

    /// <summary>A mood decided elsewhere, by an external engine; it replaces the one she has.</summary>
    /// <param name="Mood">In range; the decoder refused anything else.</param>
    public sealed record Push(Mood Mood) : EmotionRequest;

    /// <summary>Something a sense perceives.</summary>
    /// <param name="Reading">What.</param>
    public sealed record Sense(SenseReading Reading) : EmotionRequest;
}
