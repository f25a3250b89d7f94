using System.Text.RegularExpressions;
using Elysia.Channels;
using Elysia.State;

namespace Elysia.Engines;

/// <summary>What words do to her mood, English and Korean alike: pure, no memory; any thread.</summary>
/// <remarks>Source: system.md section 3. Denied joy ("not happy", 안 좋아) counts as sorrow; denied sorrow counts as
/// nothing,
/// and thinking cannot be denied: who does not know why still asks.</remarks>
public static partial class WordFeelings
{
    /// <summary>Words of joy. Unit: intensity, 0..1. Source: system.md section 3.</summary>
    public const double JoyIntensity = 0.6;

    /// <summary>Words of sorrow. Unit: intensity, 0..1. Source: system.md section 3.</summary>
    public const double SorrowIntensity = 0.5;

    /// <summary>Words of thought. Unit: intensity, 0..1. Source: system.md section 3.</summary>
    public const double ThoughtIntensity = 0.7;

    /// <summary>All other words. Unit: intensity, 0..1. Source: system.md section 3.</summary>
    public const double OtherIntensity = 0.3;

    // "not at all happy": two words may stand between.
    private const int NegationReachWords = 3;

    // Longest tail after a stem in which a Korean negation is looked for: 행복하지는 않, 즐거운 일이 없.
    private const int NegationTailChars = 16;

    /// <summary>The event that a text is for her mood.</summary>
    /// <param name="text">What was said, any string.</param>
    public static EmotionRequest.Feel Of(string text) => Of(Utterance.Of(text));

    /// <summary>The event that an utterance is for her mood.</summary>
    public static EmotionRequest.Feel Of(Utterance said)
    {
        (bool joy, bool joyDenied) = Find(said, FeelingWords.Joy, FeelingWords.JoyStems);
        if (joy)
        {
            return new EmotionRequest.Feel(Feeling.Hopeful, JoyIntensity);
        }

        if (joyDenied || Find(said, FeelingWords.Sorrow, FeelingWords.SorrowStems).Meant)
        {
            return new EmotionRequest.Feel(Feeling.Introspective, SorrowIntensity);
        }

        (bool thought, bool thoughtDenied) = Find(said, FeelingWords.Thought, FeelingWords.ThoughtStems);
        return thought || thoughtDenied
            ? new EmotionRequest.Feel(Feeling.Focused, ThoughtIntensity)
            : new EmotionRequest.Feel(Feeling.Calm, OtherIntensity);
    }

    private static (bool Meant, bool Denied) Find(Utterance said, HashSet<string> words, string[] stems)
    {
        (bool meant, bool denied) = FindWords(said.Words, words);
        if (said.Language == Language.Korean)
        {
            (bool meantByStem, bool deniedByStem) = FindStems(said.Spaced, stems);
            return (meant || meantByStem, denied || deniedByStem);
        }

        return (meant, denied);
    }

    private static (bool Meant, bool Denied) FindWords(IReadOnlyList<string> said, HashSet<string> words)
    {
        bool denied = false;
        for (int index = 0; index < said.Count; index++)
        {
            bool found = words.Contains(said[index])
                || (index + 1 < said.Count && words.Contains($"{said[index]} {said[index + 1]}"));
            if (found && !IsDenied(said, index))
            {
                return (true, denied);
            }

            denied |= found;
        }

        return (false, denied);
    }

    private static bool IsDenied(IReadOnlyList<string> said, int index)
    {
        int first = Math.Max(0, index - NegationReachWords);
        for (int before = index - 1; before >= first && !FeelingWords.ClauseStarts.Contains(said[before]); before--)
        {
            string next = said[before + 1];
            if (FeelingWords.Negators.Contains(said[before]) && !FeelingWords.NegatorsUndone.Contains(next))
            {
                return true;
            }

            // "no joy", "no longer happy", but not "no I am happy".
            if (said[before] == "no" && (before + 1 == index || next is "longer" or "more"))
            {
                return true;
            }
        }

        return false;
    }

    private static (bool Meant, bool Denied) FindStems(string said, string[] stems)
    {
        bool denied = false;
        foreach (string stem in stems)
        {
            for (int at = said.IndexOf(stem, StringComparison.Ordinal); at >= 0;
                at = said.IndexOf(stem, at + 1, StringComparison.Ordinal))
            {
                if (!IsDenied(said, at, at + stem.Length))
                {
                    return (true, denied);
                }

                denied = true;
            }
        }

        return (false, denied);
    }

    private static bool IsDenied(string said, int from, int to)
    {
        ReadOnlySpan<char> before = said.AsSpan(0, from).TrimEnd(' ');
        if (before.EndsWith(" 안") || before.EndsWith(" 못"))
        {
            return true;
        }

        // A stem that ends in 지, as 좋지, is the start of its own negation: one letter back.
        int start = said[to - 1] == '지' ? to - 1 : to;
        ReadOnlySpan<char> tail = said.AsSpan(start, Math.Min(NegationTailChars, said.Length - start));
        int end = tail.IndexOf(Utterance.Break);
        return DenialAfterStem().IsMatch(end < 0 ? tail : tail[..end]);
    }

    // 행복하지 않아, 기쁘진 않아, 슬퍼하지 마 · 행복한 게 아니야 · 재미없어, 즐거운 일이 없어.
    [GeneratedRegex(
        @"^(\S{0,4}?(지[가는도를]?|진|질) ?(않|못|마|말|안)|\S{0,4} ?(게|건|것은|것이|것도) ?아니|\S{0,3}( 일[이도은]?)? ?없)",
        RegexOptions.CultureInvariant)]
    private static partial Regex DenialAfterStem();
}
