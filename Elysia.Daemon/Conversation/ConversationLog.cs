using Elysia.Channels;
using Elysia.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Elysia.Conversation;

/// <summary>Log events of conversations and of the language model: 810 to 899.</summary>
internal static partial class ConversationLog
{
    [LoggerMessage(EventIds.TurnEnded, LogLevel.Information,
        "Turn {Trace} of {Client}: {Outcome}, {Sentences} sentences; first token after "
        + "{FirstTokenMs} ms, first sentence after {FirstSentenceMs} ms, sent after {FirstAudioMs} ms")]
    public static partial void TurnEnded(
        this ILogger log, string trace, ClientId client, TurnOutcome outcome, int sentences, double? firstTokenMs,
        double? firstSentenceMs, double? firstAudioMs);

    [LoggerMessage(EventIds.ThinksWith, LogLevel.Information, "Answers come from the language model {Model} at {Url}")]
    public static partial void ThinksWith(this ILogger log, string model, Uri url);

    [LoggerMessage(EventIds.ModelRetried, LogLevel.Warning,
        "The model gave no answer; the request is repeated once: {Message}")]
    public static partial void ModelRetried(this ILogger log, string message);
}
