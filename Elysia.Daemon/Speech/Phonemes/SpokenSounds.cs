using Elysia.Languages;
using Elysia.Speech.LipSync;

namespace Elysia.Speech.Phonemes;

/// <summary>The sounds of a text by rules: Korean by its pronunciation, English by its spelling, marks as silences. Pure; any
/// thread.</summary>
internal static class SpokenSounds
{
    private const string ShortBreaks = ",;:、，";
    private const string LongBreaks = ".!?…。！？\n";

    // A script she does not read: a vowel that is half open, wrong for every letter and right on average.
    private const string Unknown = "ə";

    /// <summary>The sounds of <paramref name="text"/> at rate 1, at most <paramref name="most"/>.</summary>
    public static IReadOnlyList<Sound> Of(string text, int most)
    {
        string said = KoreanPronunciation.Of(SpokenText.Of(text));
        var sounds = new List<Sound>();
        for (int at = 0; at < said.Length && sounds.Count < most;)
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
                Add(sounds, EnglishSounds.Of(word), Language.English, isLast);
            }
            else if (Hangul.IsSyllable(letter))
            {
                Add(sounds, KoreanSounds.Of(letter), Language.Korean, EndsPhrase(said, end));
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

    private static void Add(List<Sound> sounds, IEnumerable<string> word, Language language, bool isLast)
    {
        string[] all = [.. word];
        int lastVowel = isLast ? Array.FindLastIndex(all, ipa => SoundShapes.IsVowel(ipa[0])) : -1;
        for (int i = 0; i < all.Length; i++)
        {
            sounds.Add(new Sound(all[i], SoundLengths.Seconds(all[i], language, i == lastVowel)));
        }
    }

    private static void AddOther(List<Sound> sounds, char letter)
    {
        double silence = LongBreaks.Contains(letter, StringComparison.Ordinal) ? SoundLengths.SentenceSeconds
            : ShortBreaks.Contains(letter, StringComparison.Ordinal) ? SoundLengths.CommaSeconds : 0;
        if (silence > 0)
        {
            // "?!" and "..." are one silence, the longest of them.
            if (sounds.Count > 0 && sounds[^1].Ipa.Length == 0)
            {
                sounds[^1] = new Sound("", Math.Max(silence, sounds[^1].Seconds));
            }
            else
            {
                sounds.Add(new Sound("", silence));
            }
        }
        else if (char.IsLetter(letter))
        {
            sounds.Add(new Sound(Unknown, SoundLengths.Seconds(Unknown, Language.English, isFinal: false)));
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
