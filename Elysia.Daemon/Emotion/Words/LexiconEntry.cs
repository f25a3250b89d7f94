namespace Elysia.Emotion.Words;

/// <summary>One entry of a <see cref="Lexicon"/>.</summary>
/// <param name="Text">Words, a word with a star, or a Korean stem with a space where a word must begin.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Weight">How much; 1 is plain. For <see cref="WordKind.More"/> and <see cref="WordKind.Less"/> a
/// factor.</param>
/// <param name="IsFixed">Whether nothing denies it.</param>
internal sealed record LexiconEntry(string Text, WordKind Kind, double Weight, bool IsFixed)
{
    /// <summary>An entry as the file writes it: "_" for the start of a word, "=" before what nothing denies.</summary>
    public static LexiconEntry Of(string written, WordKind kind, double weight)
    {
        bool isFixed = written[0] == '=';
        return new LexiconEntry((isFixed ? written[1..] : written).Replace('_', ' '), kind, weight, isFixed);
    }

    /// <summary>Whether it is a feeling and no modifier.</summary>
    public bool IsFeeling => Kind is WordKind.Joy or WordKind.Sorrow or WordKind.Thought;
}
