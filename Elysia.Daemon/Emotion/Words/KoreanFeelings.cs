using System.Text.RegularExpressions;
using Elysia.Languages;

namespace Elysia.Emotion.Words;

/// <summary>Weighs the feelings of a Korean text: finds stems anywhere, with the words around them that deny or
/// strengthen them. Pure; any thread.</summary>
internal static partial class KoreanFeelings
{
    // The length after a stem in which a denial is searched for: 행복하지는 않, 즐거운 일이 없.
    private const int DenialTailChars = 16;

    // 정말 너무 행복해: up to two words may strengthen.
    private const int ModifierReachWords = 2;

    // Words before 지만 and 는데 are conceded, words after them are meant.
    private const double BeforeTurn = 0.5;

    private const int CodaN = 4;

    // The longest stem first, so that 재미없 is found before 재미.
    private static readonly LexiconEntry[] Stems =
    [
        .. Lexicon.Korean.All.Where(entry => entry.IsFeeling || entry.Kind == WordKind.Over)
            .OrderByDescending(entry => entry.Text.Length),
    ];

    private static readonly string[] Turns = Words(WordKind.Turn);
    private static readonly string[] Past = Words(WordKind.Past);

    /// <summary>Returns the feelings in the stems of <paramref name="said"/>.</summary>
    public static FeelingScore Weigh(Utterance said)
    {
        string text = said.Spaced;
        var taken = new bool[text.Length];
        FeelingScore total = default;
        int turn = LastTurn(text);
        foreach (LexiconEntry stem in Stems)
        {
            for (int at = text.IndexOf(stem.Text, StringComparison.Ordinal); at >= 0;
                at = text.IndexOf(stem.Text, at + 1, StringComparison.Ordinal))
            {
                int start = stem.Text[0] == ' ' ? at + 1 : at;
                if (Claim(taken, start, at + stem.Text.Length))
                {
                    total += Weigh(text, stem, start, at + stem.Text.Length) * (start < turn ? BeforeTurn : 1);
                }
            }
        }

        return total;
    }

    private static FeelingScore Weigh(string text, LexiconEntry stem, int from, int to)
    {
        int clause = text.LastIndexOf('|', from) + 1;
        string before = text[clause..from];
        if (Past.Any(word => before.Contains(word, StringComparison.Ordinal)) && IsTurnBetween(text, to))
        {
            return default;
        }

        bool denied = !stem.IsFixed && IsDenied(text, before, to);
        return FeelingScore.From(stem.Kind, stem.Weight * Strength(before), denied);
    }

    private static double Strength(string before)
    {
        double strength = 1;
        string[] words = before.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (string word in words.TakeLast(ModifierReachWords))
        {
            if (Lexicon.Korean.Find(word) is { Kind: WordKind.More or WordKind.Less } modifier)
            {
                strength *= modifier.Weight;
            }
        }

        return strength;
    }

    private static bool IsDenied(string text, string before, int to)
    {
        string ahead = before.TrimEnd(' ');
        if (ahead is "안" or "못" || ahead.EndsWith(" 안", StringComparison.Ordinal)
            || ahead.EndsWith(" 못", StringComparison.Ordinal))
        {
            return true;
        }

        // A stem that ends in 지, e.g. 좋지, is the start of its own denial, so the search begins one letter earlier.
        int start = text[to - 1] == '지' ? to - 1 : to;
        string tail = text.Substring(start, Math.Min(DenialTailChars, text.Length - start));
        int end = tail.IndexOf(Utterance.Break, StringComparison.Ordinal);
        return DenialAfterStem().IsMatch(end < 0 ? tail : tail[..end]);
    }

    private static bool Claim(bool[] taken, int from, int to)
    {
        for (int at = from; at < to; at++)
        {
            if (taken[at])
            {
                return false;
            }
        }

        Array.Fill(taken, true, from, to - from);
        return true;
    }

    // The position after the last 지만 or 는데 that has text after it, or 0.
    private static int LastTurn(string text)
    {
        int last = 0;
        foreach (string turn in Turns)
        {
            int at = text.LastIndexOf(turn, StringComparison.Ordinal);
            last = Math.Max(last, at < 0 ? 0 : at + turn.Length);
        }

        for (int at = text.Length - 1; at > 1; at--)
        {
            // 는데, 은데, 인데, 한데: any syllable that ends in ㄴ before 데.
            if (text[at] == '데' && Hangul.IsSyllable(text[at - 1]) && Hangul.Split(text[at - 1]).Coda == CodaN)
            {
                last = Math.Max(last, at + 1);
                break;
            }
        }

        return text.AsSpan(last).ContainsAnyInRange('가', '힣') ? last : 0;
    }

    private static bool IsTurnBetween(string text, int from) => LastTurn(text) > from;

    private static string[] Words(WordKind kind) =>
        [.. Lexicon.Korean.All.Where(entry => entry.Kind == kind).Select(entry => entry.Text)];

    // 행복하지 않아, 기쁘진 않아, 슬퍼하지 마 · 행복한 게 아니야 · 즐거운 일이 없어 · 행복해질 수 없어, 기쁘다고는 할 수 없어.
    [GeneratedRegex(
        @"^(\S{0,4}?(지[가는도를]?|진|질) ?(않|못|마|말|안)|\S{0,4} ?(게|건|거|것은|것이|것도) ?아니|\S{0,3}( 일[이도은]?)? ?없"
        + @"|\S{0,5}( 할)? 수[가는도]? ?없)",
        RegexOptions.CultureInvariant)]
    private static partial Regex DenialAfterStem();
}
