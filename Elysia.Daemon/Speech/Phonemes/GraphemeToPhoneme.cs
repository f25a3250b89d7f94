using Elysia.Languages;

namespace Elysia.Speech.Phonemes;

/// <summary>Converts a text to phonemes by rules: Korean by its pronunciation, English by its spelling, punctuation as
/// silence. Pure; any thread.</summary>
internal static class GraphemeToPhoneme
{
    private const string ShortBreaks = ",;:、，";
    private const string LongBreaks = ".!?…。！？\n";

    // For a script without rules: a half-open vowel, which is wrong for each letter and right on average.
    private const string Unknown = "ə";

    /// <summary>The maximum number of phonemes of a sentence; text beyond it is not said.</summary>
    /// <remarks>Unit: phonemes. 2,000, the maximum number of keys of a timeline of visemes.</remarks>
    public const int PhonemesMax = 2_000;

    /// <summary>Converts a text to phonemes with times.</summary>
    /// <param name="text">The text to say; any string.</param>
    /// <param name="rate">The speaking rate as a factor, <see cref="VoicePropertiesModel.FactorMin"/> to
    /// <see cref="VoicePropertiesModel.FactorMax"/>; clamped to that, NaN counts as 1.</param>
    /// <returns>At most about <see cref="PhonemesMax"/> phonemes, without a silence at the end.</returns>
    public static PhonemeTrack Track(string? text, double rate)
    {
        double pace = double.IsNaN(rate) ? 1 : Math.Clamp(rate, VoicePropertiesModel.FactorMin, VoicePropertiesModel.FactorMax);
        var phonemes = new List<Phoneme>();
        double now = 0;
        foreach ((string ipa, double seconds) in Sounds(text ?? string.Empty))
        {
            phonemes.Add(new Phoneme(ipa, now));
            now += seconds / pace;
        }

        return new PhonemeTrack(phonemes, now).WithoutSilenceAtTheEnd();
    }

    // The phonemes, each with its length at rate 1.
    private static List<(string Ipa, double Seconds)> Sounds(string text)
    {
        string said = KoreanPronunciation.Pronounce(TextNormalizer.Normalize(text));
        var sounds = new List<(string Ipa, double Seconds)>();
        for (int at = 0; at < said.Length && sounds.Count < PhonemesMax;)
        {
            int end = at + 1;
            char letter = said[at];
            if (IsLatin(letter))
            {
                while (end < said.Length && (IsLatin(said[end]) || "'’".Contains(said[end], StringComparison.Ordinal)))
                {
                    end++;
                }

                string word = string.Concat(said[at..end].Where(IsLatin));
                bool isLast = EndsPhrase(said, end);
                Add(sounds, EnglishSounds.From(word), Language.English, isLast);
            }
            else if (Hangul.IsSyllable(letter))
            {
                Add(sounds, KoreanSounds.From(letter), Language.Korean, EndsPhrase(said, end));
            }
            else if (letter is >= '\u3131' and <= '\u3163')
            {
                Add(sounds, KoreanSounds.OfLetter(letter), Language.Korean, isLast: false);
            }
            else
            {
                AddOther(sounds, letter);
            }

            at = end;
        }

        return sounds;
    }

    private static void Add(List<(string Ipa, double Seconds)> sounds, IEnumerable<string> word, Language language, bool isLast)
    {
        string[] all = [.. word];
        int lastVowel = isLast ? Array.FindLastIndex(all, ipa => Phoneme.IsVowel(ipa[0])) : -1;
        for (int i = 0; i < all.Length; i++)
        {
            sounds.Add((all[i], PhonemeDurations.Seconds(all[i], language, i == lastVowel)));
        }
    }

    private static void AddOther(List<(string Ipa, double Seconds)> sounds, char letter)
    {
        double silence = LongBreaks.Contains(letter, StringComparison.Ordinal) ? PhonemeDurations.SentenceSeconds
            : ShortBreaks.Contains(letter, StringComparison.Ordinal) ? PhonemeDurations.CommaSeconds : 0;
        if (silence > 0)
        {
            // "?!" and "..." give one silence, the longest of their marks.
            if (sounds.Count > 0 && sounds[^1].Ipa.Length == 0)
            {
                sounds[^1] = ("", Math.Max(silence, sounds[^1].Seconds));
            }
            else
            {
                sounds.Add(("", silence));
            }
        }
        else if (char.IsLetter(letter))
        {
            sounds.Add((Unknown, PhonemeDurations.Seconds(Unknown, Language.English, isFinal: false)));
        }
    }

    private static bool EndsPhrase(string text, int at)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        return at >= text.Length || ShortBreaks.Contains(text[at], StringComparison.Ordinal)
            || LongBreaks.Contains(text[at], StringComparison.Ordinal);
    }

    private static bool IsLatin(char letter) => char.IsAsciiLetter(letter);
}
