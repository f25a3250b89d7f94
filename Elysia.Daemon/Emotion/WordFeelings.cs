using Elysia.Channels;
using Elysia.Emotion.Words;
using Elysia.Languages;
using Elysia.State;

namespace Elysia.Emotion;

/// <summary>Maps the words of a text to an event for her mood, in English and Korean alike. Pure and stateless; any
/// thread.</summary>
/// <remarks>Source: system.md section 3 for the four events and their intensities, docs/SPEAKING.md for the weights of
/// words: strengthened ("so", 너무), weakened ("a bit", 조금), denied ("not happy", 안 좋아: sorrow; "not sad": nothing), and
/// outweighed by what follows a "but".</remarks>
internal static class WordFeelings
{
    /// <summary>Words of joy. Unit: intensity, 0..1. Source: system.md section 3.</summary>
    public const double JoyIntensity = 0.6;

    /// <summary>Words of sorrow. Unit: intensity, 0..1. Source: system.md section 3.</summary>
    public const double SorrowIntensity = 0.5;

    /// <summary>Words of thought. Unit: intensity, 0..1. Source: system.md section 3.</summary>
    public const double ThoughtIntensity = 0.7;

    /// <summary>All other words. Unit: intensity, 0..1. Source: system.md section 3.</summary>
    public const double OtherIntensity = 0.3;

    /// <summary>Returns the event that a text is for her mood.</summary>
    /// <param name="text">The text, any string.</param>
    public static EmotionRequest.Feel Find(string text) => Find(Utterance.Parse(text));

    /// <summary>Returns the event that an utterance is for her mood.</summary>
    public static EmotionRequest.Feel Find(Utterance said)
    {
        FeelingScore score = EnglishFeelings.Weigh(said);
        if (said.Language == Language.Korean)
        {
            score += KoreanFeelings.Weigh(said);
        }

        return score switch
        {
            { Joy: > 0 } when score.Joy >= score.Sorrow => new EmotionRequest.Feel(Feeling.Hopeful, JoyIntensity),
            { Sorrow: > 0 } => new EmotionRequest.Feel(Feeling.Introspective, SorrowIntensity),
            { Thought: > 0 } => new EmotionRequest.Feel(Feeling.Focused, ThoughtIntensity),
            _ => new EmotionRequest.Feel(Feeling.Calm, OtherIntensity),
        };
    }
}
