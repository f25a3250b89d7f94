using System.Text;

namespace Elysia.Languages;

/// <summary>A text, normalised so that words can be looked up. Immutable; any thread.</summary>
/// <remarks>Bounded by the chat text, 1,000 characters. Created once per message and shared.</remarks>
internal sealed class Utterance
{
    /// <summary>The mark in <see cref="Spaced"/> between clauses, at the start and at the end.</summary>
    public const string Break = "|";

    private const string Breaks = ".,!?;:…。、！？，\n";
    private const string Apostrophes = "'’‘ʼ`";

    private static readonly HashSet<string> Interrogatives =
    [
        "what", "whats", "who", "whos", "where", "wheres", "why", "how", "hows", "which", "whose",
        "can", "could", "do", "does", "did", "are", "is", "will", "would", "should",
    ];

    private static readonly string[] KoreanInterrogatives =
        ["왜", "뭐야", "뭐예요", "뭐에요", "뭐지", "무엇", "무슨", "어디", "언제", "어떻게", "어때", "나요|", "인가요|"];

    private Utterance(string spaced, Language language)
    {
        Spaced = spaced;
        Compact = spaced.Replace(" ", string.Empty, StringComparison.Ordinal);
        Words = spaced.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Language = language;
    }

    /// <summary>Lower-case words with one space around each, clauses separated by <see cref="Break"/>, a question mark
    /// as a word: <c>" | hi | how are you | ? | "</c>. Apostrophes are dropped ("dont"); Latin and Hangul are
    /// separated.</summary>
    public string Spaced { get; }

    /// <summary>The same without spaces, because Korean spacing varies.</summary>
    public string Compact { get; }

    /// <summary>The words of <see cref="Spaced"/>, breaks included.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Korean if the text has any Korean letter, otherwise English.</summary>
    public Language Language { get; }

    /// <summary>Whether the text is a question, judged by its punctuation, first word or ending.</summary>
    public bool IsQuestion => Spaced.Contains(" ? ", StringComparison.Ordinal)
        || Interrogatives.Contains(Words.FirstOrDefault(word => word != Break, string.Empty))
        || KoreanInterrogatives.Any(word => Compact.Contains(word, StringComparison.Ordinal))
        || EndsInKka();

    /// <summary>Parses a text, any string.</summary>
    public static Utterance Parse(string text)
    {
        string composed = Hangul.Compose(text);
        var spaced = new StringBuilder(composed.Length + 8).Append(" | ");
        foreach (char letter in composed)
        {
            Append(spaced, letter);
        }

        EndClause(spaced);
        return new Utterance(spaced.ToString(), Hangul.IsIn(composed) ? Language.Korean : Language.English);
    }

    /// <summary>Converts a cue to the form that <see cref="Says"/> takes: English is looked up as whole words, Korean
    /// regardless of spaces.</summary>
    /// <remarks>A Korean cue that begins with a space is looked up at the start of a word; otherwise 과자 살래 (shall we
    /// buy sweets) would contain 자살 (suicide).</remarks>
    public static string Cue(string words) =>
        words[0] == ' ' ? words
        : Hangul.IsIn(words) ? words.Replace(" ", string.Empty, StringComparison.Ordinal)
        : $" {words} ";

    /// <summary>Whether a <see cref="Cue"/> occurs.</summary>
    public bool Says(string cue) => (cue[0] == ' ' ? Spaced : Compact).Contains(cue, StringComparison.Ordinal);

    // 올까 and 갑니까 are questions; 그러니까 (because) and 아까 (just now) are not. 17 is the coda ㅂ.
    private bool EndsInKka()
    {
        for (int at = Compact.IndexOf("까|", StringComparison.Ordinal); at >= 0;
            at = Compact.IndexOf("까|", at + 1, StringComparison.Ordinal))
        {
            char before = Compact[at - 1];
            bool isFormal = before == '니' && IsClosedWithB(Compact[at - 2]);
            if (isFormal || before is not ('니' or '아' or '|'))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsClosedWithB(char letter) => Hangul.IsSyllable(letter) && Hangul.Split(letter).Coda == 17;

    private static void Append(StringBuilder spaced, char letter)
    {
        if (Apostrophes.Contains(letter))
        {
            return;
        }

        if (char.IsLetterOrDigit(letter))
        {
            char before = spaced[^1];
            if (before != ' ' && IsKorean(before) != IsKorean(letter))
            {
                spaced.Append(' ');
            }

            spaced.Append(char.ToLowerInvariant(letter));
        }
        else if (Breaks.Contains(letter))
        {
            EndClause(spaced);
            bool isMarked = spaced.Length >= 4 && spaced[^4] == '?';
            if (letter is ('?' or '？') && !isMarked)
            {
                spaced.Append("? | ");
            }
        }
        else if (spaced[^1] != ' ')
        {
            spaced.Append(' ');
        }
    }

    private static void EndClause(StringBuilder spaced)
    {
        if (spaced[^1] != ' ')
        {
            spaced.Append(' ');
        }

        if (spaced[^2] != '|')
        {
            spaced.Append("| ");
        }
    }

    private static bool IsKorean(char letter) => Hangul.IsSyllable(letter) || letter is >= '\u3131' and <= '\u318E';
}
