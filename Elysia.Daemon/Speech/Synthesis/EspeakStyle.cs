using Elysia.Languages;
using Elysia.State;

namespace Elysia.Speech.Synthesis;

/// <summary>Voice settings in the units of espeak-ng.</summary>
/// <param name="Voice">The voice with its variant, e.g. "en-us+f3".</param>
/// <param name="WordsPerMinute">80 to 450; 175 is rate 1.</param>
/// <param name="Pitch">0 to 99; 50 is pitch 1.</param>
/// <param name="Volume">0 to 200; 100 is the volume of the voice data.</param>
internal readonly record struct EspeakStyle(string Voice, int WordsPerMinute, int Pitch, int Volume)
{
    /// <summary>The default speed of espeak-ng: rate 1.</summary>
    public const int NormalWordsPerMinute = 175;

    private const int WordsPerMinuteMin = 80;
    private const int WordsPerMinuteMax = 450;
    private const int NormalPitch = 50;
    private const int PitchMax = 99;

    // Her volume is 0.6 at rest and 1 at maximum; above 120 espeak-ng begins to clip.
    private const int LoudestVolume = 120;

    /// <summary>Converts the properties of her voice.</summary>
    /// <param name="voice">The properties of the voice.</param>
    /// <param name="language">The language of the text.</param>
    /// <param name="variant">The espeak-ng voice variant, e.g. "f3".</param>
    public static EspeakStyle From(VoiceProperties voice, Language language, string variant) => new(
        $"{(language == Language.Korean ? "ko" : "en-us")}+{variant}",
        Math.Clamp((int)Math.Round(NormalWordsPerMinute * voice.Rate), WordsPerMinuteMin, WordsPerMinuteMax),
        Math.Clamp((int)Math.Round(NormalPitch * voice.Pitch), 0, PitchMax),
        Math.Clamp((int)Math.Round(LoudestVolume * voice.Volume), 0, LoudestVolume));
}
