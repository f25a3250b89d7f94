using Elysia.Languages;

namespace Elysia.Emotion.Words;

/// <summary>Weighs the feelings of an English text, word by word, with the longest entry first and the words before it.
/// Pure; any thread.</summary>
internal static class EnglishFeelings
{
    // "never going to be happy": up to three words between; "I don't think I will ever be happy" needs more.
    private const int DenialReachWords = 4;
    private const int PhraseDenialReachWords = 7;

    // "so very happy", "a bit too sad".
    private const int ModifierReachWords = 2;

    // "I used to love to paint".
    private const int PastReachWords = 4;

    // Words before "but" are conceded, words after it are meant.
    private const double BeforeTurn = 0.5;

    /// <summary>Returns the feelings in the words of <paramref name="said"/>.</summary>
    public static FeelingScore Weigh(Utterance said)
    {
        List<Found> found = Match(said.Words);
        FeelingScore total = default;
        FeelingScore sentence = default;
        for (int index = 0; index < found.Count; index++)
        {
            LexiconEntry? entry = found[index].Entry;
            if (found[index].IsBreak)
            {
                total += sentence;
                sentence = default;
            }
            else if (entry?.Kind == WordKind.Turn)
            {
                // A comma before "but" has ended the clause already, so everything said so far is conceded.
                total = (total + sentence) * BeforeTurn;
                sentence = default;
            }
            else if (entry is { IsFeeling: true })
            {
                sentence += Weigh(found, index, entry);
            }
        }

        return total + sentence;
    }

    private static FeelingScore Weigh(List<Found> found, int index, LexiconEntry entry)
    {
        double weight = entry.Weight;
        bool denied = false;
        int distance = 0;
        for (int before = index - 1; before >= 0 && distance < PhraseDenialReachWords; before--)
        {
            (LexiconEntry? modifier, int words, bool isBreak) = found[before];
            if (isBreak || modifier?.Kind is WordKind.Turn or WordKind.End)
            {
                break;
            }

            switch (modifier?.Kind)
            {
                case WordKind.Past when distance < PastReachWords:
                    return default;
                case WordKind.More or WordKind.Less when distance < ModifierReachWords:
                    weight *= modifier.Weight;
                    break;
                case WordKind.Not when modifier.Text == "no":
                    // Denies in "no joy", but not in "no I am happy".
                    denied |= distance == 0;
                    break;
                case WordKind.Not:
                    denied |= distance < (words > 1 ? PhraseDenialReachWords : DenialReachWords);
                    break;
            }

            distance += words;
        }

        return FeelingScore.From(entry.Kind, weight, denied && !entry.IsFixed);
    }

    private static List<Found> Match(IReadOnlyList<string> words)
    {
        var found = new List<Found>(words.Count);
        for (int at = 0; at < words.Count;)
        {
            Found next = Longest(words, at);
            found.Add(next);
            at += next.Words;
        }

        return found;
    }

    private static Found Longest(IReadOnlyList<string> words, int at)
    {
        if (words[at] is Utterance.Break or "?")
        {
            return new Found(null, 1, IsBreak: true);
        }

        for (int length = Math.Min(Lexicon.English.LongestWords, words.Count - at); length > 0; length--)
        {
            string phrase = length == 1 ? words[at] : string.Join(' ', words.Skip(at).Take(length));
            if (Lexicon.English.Find(phrase) is { } entry)
            {
                return new Found(entry, length, IsBreak: false);
            }
        }

        return new Found(null, 1, IsBreak: false);
    }

    private readonly record struct Found(LexiconEntry? Entry, int Words, bool IsBreak);
}
