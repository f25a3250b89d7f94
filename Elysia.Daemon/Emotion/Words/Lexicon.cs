using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;

namespace Elysia.Emotion.Words;

/// <summary>The words of feeling of one language, loaded once from an embedded text (feelings.en.txt, feelings.ko.txt).
/// Immutable; any thread.</summary>
internal sealed class Lexicon
{
    // A prefix with fewer Latin letters would match too many words.
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

    /// <summary>All entries in the order of the text.</summary>
    public IReadOnlyList<LexiconEntry> All { get; }

    /// <summary>The maximum number of words of an entry.</summary>
    public int LongestWords { get; }

    /// <summary>Returns the entry for a word or a phrase, or null.</summary>
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

    /// <summary>Parses the text of a lexicon.</summary>
    /// <exception cref="FormatException">A line is malformed, or an entry occurs twice.</exception>
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
                    throw new FormatException($"Listed twice in the lexicon: {trimmed}");
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
/// <param name="Text">Words, a word with a star, or a Korean stem with a space at a word boundary.</param>
/// <param name="Kind">The effect of the entry.</param>
/// <param name="Weight">The strength; 1 is plain. A factor for <see cref="WordKind.More"/> and
/// <see cref="WordKind.Less"/>.</param>
/// <param name="IsFixed">Whether it cannot be denied.</param>
internal sealed record LexiconEntry(string Text, WordKind Kind, double Weight, bool IsFixed)
{
    /// <summary>Parses an entry as it is written in the file: "_" for the start of a word, "=" before one that cannot
    /// be denied.</summary>
    public static LexiconEntry Parse(string written, WordKind kind, double weight)
    {
        bool isFixed = written[0] == '=';
        return new LexiconEntry((isFixed ? written[1..] : written).Replace('_', ' '), kind, weight, isFixed);
    }

    /// <summary>Whether the entry is a feeling rather than a modifier.</summary>
    public bool IsFeeling => Kind is WordKind.Joy or WordKind.Sorrow or WordKind.Thought;
}

/// <summary>The effect of an entry of a <see cref="Lexicon"/> on the feeling of a clause.</summary>
internal enum WordKind
{
    /// <summary>Joy.</summary>
    Joy,

    /// <summary>Sorrow and every other hurt: fear, anger, shame.</summary>
    Sorrow,

    /// <summary>Thinking and asking.</summary>
    Thought,

    /// <summary>Strengthens what follows.</summary>
    More,

    /// <summary>Weakens what follows.</summary>
    Less,

    /// <summary>Denies what follows.</summary>
    Not,

    /// <summary>Looks like another kind but has no effect: "not only".</summary>
    Over,

    /// <summary>Marks what follows as past: "used to".</summary>
    Past,

    /// <summary>Divides a sentence into two parts of which the second counts more: "but".</summary>
    Turn,

    /// <summary>Ends the reach of a denial: "because".</summary>
    End,
}
