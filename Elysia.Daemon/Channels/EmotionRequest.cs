using Elysia.State;

namespace Elysia.Channels;

/// <summary>Something that wants to move her mood.</summary>
internal abstract record EmotionRequest
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

/// <summary>What a sense perceives at one moment, brought into range.</summary>
internal abstract record SenseReading
{
    private SenseReading()
    {
    }

    /// <summary>The camera: whether somebody is there, and where in the picture.</summary>
    /// <param name="Presence">Whether somebody is there.</param>
    /// <param name="X">0..1 from left to right; null where unknown.</param>
    /// <param name="Y">0..1 from top to bottom; null where unknown.</param>
    public sealed record Vision(bool Presence, double? X, double? Y) : SenseReading;

    /// <summary>The microphone.</summary>
    /// <param name="Volume">0 silence to 1 loud.</param>
    public sealed record Audio(double Volume) : SenseReading;

    /// <summary>The colour of the screen.</summary>
    /// <param name="Red">0..1.</param>
    /// <param name="Green">0..1.</param>
    /// <param name="Blue">0..1.</param>
    public sealed record Screen(double Red, double Green, double Blue) : SenseReading;
}
