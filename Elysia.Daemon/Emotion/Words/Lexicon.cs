using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;

namespace Elysia.Emotion.Words;

/// <summary>The words of feeling of one language, read once from an embedded text (feelings.en.txt, feelings.ko.txt).
/// Immutable; any thread.</summary>
internal sealed class Lexicon
{
    // A stem that is found anywhere must not be a mere letter or two of Latin.
    private const int PrefixMinChars = 3;

    private readonly FrozenDictionary<string, LexiconEntry> _exact;
    private readonly FrozenDictionary<string, LexiconEntry> _prefixes;

    private Lexicon(List<LexiconEntry> entries)
    {
        All = entries;
        _exact = entries.Where(e => !e.Text.EndsWith('*')).ToFrozenDictionary(e => e.Text, StringComparer.Ordinal);
        _prefixes = entries.Where(e => e.Text.EndsWith('*'))
            .ToFrozenDictionary(e => e.Text[..^1], StringComparer.Ordinal);
        LongestWords = entries.Max(e => e.Text.Count(c => c == ' ') + 1);
    }

    /// <summary>The English words.</summary>
    public static Lexicon English { get; } = Load("feelings.en.txt");

    /// <summary>The Korean stems.</summary>
    public static Lexicon Korean { get; } = Load("feelings.ko.txt");

    /// <summary>Every entry, in the order of the text.</summary>
    public IReadOnlyList<LexiconEntry> All { get; }

    /// <summary>Most words of an entry.</summary>
    public int LongestWords { get; }

    /// <summary>The entry for a word or a phrase, or null.</summary>
    public LexiconEntry? Find(string words)
    {
        if (_exact.TryGetValue(words, out LexiconEntry? exact))
        {
            return exact;
        }

        for (int length = words.Length; length >= PrefixMinChars; length--)
        {
            if (_prefixes.TryGetValue(words[..length], out LexiconEntry? entry))
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>Reads the text of a lexicon.</summary>
    /// <exception cref="FormatException">A line that is none, or an entry that stands twice.</exception>
    public static Lexicon Parse(string text)
    {
        var entries = new List<LexiconEntry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line[0] == '#')
            {
                continue;
            }

            int colon = line.IndexOf(':', StringComparison.Ordinal);
            string[] head = colon < 0 ? [] : line[..colon].Split(' ');
            if (head.Length == 0 || !Enum.TryParse(head[0], ignoreCase: true, out WordKind kind))
            {
                throw new FormatException($"Not a line of a lexicon: {line}");
            }

            double weight = head.Length > 1 ? double.Parse(head[1], CultureInfo.InvariantCulture) : 1;
            foreach (string entry in line[(colon + 1)..].Split(','))
            {
                string trimmed = entry.Trim();
                if (!seen.Add(trimmed))
                {
                    throw new FormatException($"Stands twice in the lexicon: {trimmed}");
                }

                entries.Add(LexiconEntry.Parse(trimmed, kind, weight));
            }
        }

        return new Lexicon(entries);
    }

    private static Lexicon Load(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"words/{name}")
            ?? throw new InvalidOperationException($"{name} is not in the binary.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }
}

/// <summary>One entry of a <see cref="Lexicon"/>.</summary>
/// <param name="Text">Words, a word with a star, or a Korean stem with a space where a word must begin.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Weight">How much; 1 is plain. For <see cref="WordKind.More"/> and <see cref="WordKind.Less"/> a
/// factor.</param>
/// <param name="IsFixed">Whether nothing denies it.</param>
internal sealed record LexiconEntry(string Text, WordKind Kind, double Weight, bool IsFixed)
{
    /// <summary>An entry as the file writes it: "_" for the start of a word, "=" before what nothing denies.</summary>
    public static LexiconEntry Parse(string written, WordKind kind, double weight)
    {
        bool isFixed = written[0] == '=';
        return new LexiconEntry((isFixed ? written[1..] : written).Replace('_', ' '), kind, weight, isFixed);
    }

    /// <summary>Whether it is a feeling and no modifier.</summary>
    public bool IsFeeling => Kind is WordKind.Joy or WordKind.Sorrow or WordKind.Thought;
}

/// <summary>What an entry of a <see cref="Lexicon"/> does to the feeling of a clause.</summary>
internal enum WordKind
{
    /// <summary>Gladness.</summary>
    Joy,

    /// <summary>Sorrow, and every other hurt: fear, anger, shame.</summary>
    Sorrow,

    /// <summary>Thinking and asking.</summary>
    Thought,

    /// <summary>Makes what follows stronger.</summary>
    More,

    /// <summary>Makes what follows weaker.</summary>
    Less,

    /// <summary>Denies what follows.</summary>
    Not,

    /// <summary>Looks like one of the others and is none: "not only".</summary>
    Over,

    /// <summary>Says that what follows is past: "used to".</summary>
    Past,

    /// <summary>Parts a sentence in two of which the second counts more: "but".</summary>
    Turn,

    /// <summary>Ends the reach of a denial: "because".</summary>
    End,
}
