using Elysia.Emotion;
using Elysia.Languages;
using Elysia.State;

namespace Elysia.Conversation;

/// <summary>Finds the topic of a message by its words. Pure and stateless; any thread.</summary>
internal static class TopicFinder
{
    /// <summary>Returns the topic of an utterance; the words and their order are in <see cref="TopicWords"/>.</summary>
    public static Topic Find(Utterance said)
    {
        foreach ((Topic topic, string[] cues) in TopicWords.First)
        {
            if (cues.Any(said.Says) || (topic == Topic.Nature && AsksWhatSheIs(said.Words)))
            {
                return topic;
            }
        }

        Feeling feeling = WordFeelings.Find(said).Feeling;
        return feeling == Feeling.Introspective ? Topic.Sorrow
            : TopicWords.Greeting.Any(said.Says) && feeling != Feeling.Hopeful ? Topic.Greeting
            : feeling == Feeling.Hopeful ? Topic.Joy
            : said.IsQuestion ? Topic.Question
            : feeling == Feeling.Focused ? Topic.Thought
            : Topic.Other;
    }

    // "are you (really just) a robot", "so you're only a bot": there are too many forms to list, so any noun of
    // TopicWords.Beings in the rest of the clause matches.
    private static bool AsksWhatSheIs(IReadOnlyList<string> words)
    {
        for (int index = 1; index < words.Count; index++)
        {
            HashSet<string>? beings = (words[index - 1], words[index]) switch
            {
                ("are" or "r", "you" or "u") => TopicWords.Beings,
                ("you", "are") or (_, "youre") => TopicWords.Machines,
                _ => null,
            };
            if (beings is not null
                && words.Skip(index + 1).TakeWhile(word => word != Utterance.Break).Any(beings.Contains))
            {
                return true;
            }
        }

        return false;
    }
}
