using Elysia.Speech.LipSync;
using Elysia.Speech.Phonemes;
using Elysia.State;

namespace Elysia.Tests.Speech;

/// <summary>Converts a text to visemes by rules.</summary>
internal static class Visemes
{
    public static VisemeTimeline From(string? text, double rate) => PhonemeToViseme.From(GraphemeToPhoneme.Track(text, rate));
}
