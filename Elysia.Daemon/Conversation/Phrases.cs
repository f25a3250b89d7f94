using System.Collections.Frozen;
using Elysia.Languages;

namespace Elysia.Conversation;

/// <summary>What she can say by herself: at least two sentences for each topic and language. Immutable; any
/// thread.</summary>
internal static class Phrases
{
    /// <summary>Stands where the detail goes: a quotation or the name of a spirit.</summary>
    public const string Slot = "{0}";

    /// <summary>The sentences for a topic, the best first; a topic that needs a detail has <see cref="Slot"/> in
    /// each.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="Topic.HowAreYou"/>: it depends on her mood, and each
    /// mood is a topic of its own.</exception>
    public static IReadOnlyList<string> Select(Topic topic, Language language)
    {
        FrozenDictionary<Topic, string[]> phrases =
            language == Language.Korean ? KoreanPhrases.All : EnglishPhrases.All;
        return phrases.TryGetValue(topic, out string[]? sentences)
            ? sentences
            : throw new ArgumentOutOfRangeException(nameof(topic), topic, "Has no phrases of its own.");
    }

    /// <summary>The sentence for a topic that was said least recently, the best of those that were not said at
    /// all.</summary>
    /// <remarks>With two sentences at least, what she said last is never what she says next.</remarks>
    /// <param name="topic">Any but <see cref="Topic.HowAreYou"/>.</param>
    /// <param name="language">To say it in.</param>
    /// <param name="detail">What goes into the <see cref="Slot"/>; empty where there is none.</param>
    /// <param name="history">The last turns, oldest first.</param>
    public static string Choose(Topic topic, Language language, string detail, IReadOnlyList<Turn> history) =>
        Select(topic, language)
            .Select(phrase => phrase.Replace(Slot, detail, StringComparison.Ordinal))
            .MinBy(sentence => LastSaid(history, sentence))!;

    // -1 when it was not said.
    private static int LastSaid(IReadOnlyList<Turn> history, string sentence)
    {
        int index = history.Count - 1;
        while (index >= 0 && history[index].Answered != sentence)
        {
            index--;
        }

        return index;
    }
}
