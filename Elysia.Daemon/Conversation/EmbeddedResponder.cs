using System.Runtime.CompilerServices;
using Elysia.Configuration;
using Elysia.Languages;
using Elysia.State;

namespace Elysia.Conversation;

/// <summary>Answers with fixed phrases, in English or Korean: it needs no network, model or key, and says so when
/// asked.</summary>
/// <remarks>Stateless; any thread. The same history, text and mood give the same answer. Bounded by its phrases and
/// <see cref="QuoteMaxChars"/>.</remarks>
internal sealed class EmbeddedResponder : IResponder
{
    /// <summary>The maximum length of a quotation; a longer one is cut and marked with an ellipsis.</summary>
    /// <remarks>Unit: UTF-16 units. 120, about one sentence: answers should be short.</remarks>
    public const int QuoteMaxChars = 120;

    // Halfway from the neutral mood to the presets hopeful (.6) and introspective (-.2), slightly above the middle of
    // focused.
    private const double GladFromValence = 0.3;
    private const double HeavyToValence = -0.1;
    private const double AwakeFromArousal = 0.45;

    /// <inheritdoc/>
    public bool IsStreaming => false;

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> RespondAsync(
        IReadOnlyList<Turn> history, string text, Mood mood, [EnumeratorCancellation] CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        await Task.CompletedTask.ConfigureAwait(false);
        yield return Answer(history, text, mood);
    }

    /// <summary>Returns the answer synchronously.</summary>
    public static string Answer(IReadOnlyList<Turn> history, string text, Mood mood)
    {
        Utterance said = Utterance.Parse(text);
        (Topic topic, string detail) = TopicFinder.Find(said) switch
        {
            Topic.HowAreYou => (HowSheIs(mood), string.Empty),
            Topic.Spirits => (Topic.Spirits, SpiritNames.Strongest(MoodToFace.Spirits(mood), said.Language)),
            Topic.Memory => Remember(history),
            Topic other => (other, string.Empty),
        };
        return Phrases.Choose(topic, said.Language, detail, history);
    }

    private static Topic HowSheIs(Mood mood) =>
        mood.Valence >= GladFromValence ? Topic.HowWhenGlad
        : mood.Valence <= HeavyToValence ? Topic.HowWhenHeavy
        : mood.Arousal >= AwakeFromArousal ? Topic.HowWhenAwake
        : Topic.HowWhenCalm;

    // Questions such as "what did I say" are skipped: a speaker that asks twice means the text before both.
    private static (Topic Topic, string Detail) Remember(IReadOnlyList<Turn> history)
    {
        Turn? last = history.LastOrDefault(turn => TopicFinder.Find(Utterance.Parse(turn.Said)) != Topic.Memory);
        return last is null ? (Topic.MemoryEmpty, string.Empty) : (Topic.Memory, Quote(last.Said));
    }

    private static string Quote(string said)
    {
        string line = string.Join(' ', said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return BoundedText.WithEllipsis(line, QuoteMaxChars);
    }
}
