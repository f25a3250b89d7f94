using Elysia.State;

namespace Elysia.Channels;

/// <summary>A request to change her mood.</summary>
internal abstract record EmotionRequest
{
    private EmotionRequest()
    {
    }

    /// <summary>A named feeling of a certain intensity, blended into her current mood.</summary>
    /// <param name="Feeling">The feeling.</param>
    /// <param name="Intensity">0..1.</param>
    public sealed record Feel(Feeling Feeling, double Intensity) : EmotionRequest;

    /// <summary>A mood decided on by an external engine; it replaces her current mood.</summary>
    /// <param name="Mood">The mood, in range; the decoder refuses anything else.</param>
    public sealed record Push(Mood Mood) : EmotionRequest;

    /// <summary>A reading of a sensor.</summary>
    /// <param name="Reading">The reading.</param>
    public sealed record Sense(SenseReading Reading) : EmotionRequest;
}

/// <summary>One reading of a sensor, brought into range.</summary>
internal abstract record SenseReading
{
    private SenseReading()
    {
    }

    /// <summary>The camera: whether somebody is there, and the position in the image.</summary>
    /// <param name="Presence">Whether somebody is there.</param>
    /// <param name="X">0..1 from left to right; null when unknown.</param>
    /// <param name="Y">0..1 from top to bottom; null when unknown.</param>
    public sealed record Vision(bool Presence, double? X, double? Y) : SenseReading;

    /// <summary>The microphone.</summary>
    /// <param name="Volume">Loudness, 0 (silence) to 1 (loud).</param>
    public sealed record Audio(double Volume) : SenseReading;

    /// <summary>The colour of the screen.</summary>
    /// <param name="Red">0..1.</param>
    /// <param name="Green">0..1.</param>
    /// <param name="Blue">0..1.</param>
    public sealed record Screen(double Red, double Green, double Blue) : SenseReading;
}
