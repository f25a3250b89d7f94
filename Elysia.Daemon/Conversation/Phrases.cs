using System.Collections.Frozen;
using Elysia.Languages;

namespace Elysia.Conversation;

/// <summary>The fixed sentences she can say without a model: at least two for each topic and language. Immutable; any
/// thread.</summary>
internal static class Phrases
{
    /// <summary>The placeholder for the detail: a quotation or the name of a spirit.</summary>
    public const string Slot = "{0}";

    /// <summary>Returns the sentences for a topic, the best first; a topic that needs a detail has <see cref="Slot"/>
    /// in each.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The topic is <see cref="Topic.HowAreYou"/>: its answer depends on
    /// her mood, and each mood is a topic of its own.</exception>
    public static IReadOnlyList<string> Select(Topic topic, Language language)
    {
        FrozenDictionary<Topic, string[]> phrases =
            language == Language.Korean ? KoreanPhrases.All : EnglishPhrases.All;
        return phrases.TryGetValue(topic, out string[]? sentences)
            ? sentences
            : throw new ArgumentOutOfRangeException(nameof(topic), topic, "The topic has no phrases of its own.");
    }

    /// <summary>Returns the sentence for a topic that was used least recently; of the sentences that were not used at
    /// all, the best.</summary>
    /// <remarks>There are at least two sentences, so she never says the same sentence twice in a row.</remarks>
    /// <param name="topic">Any topic but <see cref="Topic.HowAreYou"/>.</param>
    /// <param name="language">The language of the sentence.</param>
    /// <param name="detail">The text that replaces <see cref="Slot"/>; empty if the topic has none.</param>
    /// <param name="history">The last turns, oldest first.</param>
    public static string Choose(Topic topic, Language language, string detail, IReadOnlyList<Turn> history) =>
        Select(topic, language)
            .Select(phrase => phrase.Replace(Slot, detail, StringComparison.Ordinal))
            .MinBy(sentence => LastSaid(history, sentence))!;

    // -1 if it was not said.
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
