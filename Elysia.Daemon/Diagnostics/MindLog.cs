using Elysia.Channels;
using Elysia.Conversation;
using Microsoft.Extensions.Logging;

namespace Elysia.Diagnostics;

/// <summary>Log events of her mind: memory and reasoning, 800 to 899.</summary>
internal static partial class MindLog
{
    [LoggerMessage(800, LogLevel.Information, "She remembers: {Turns} turns with {Subjects} speakers, in {Folder}")]
    public static partial void MemoryOpened(this ILogger log, long turns, long subjects, string folder);

    [LoggerMessage(801, LogLevel.Error, "Her memory could not be read ({Reason}). It was set aside as {Path} and a new one "
        + "begun; nothing was written over")]
    public static partial void MemorySetAside(this ILogger log, string path, string reason);

    [LoggerMessage(802, LogLevel.Warning, "Her memory failed; she goes on without what it should have kept or told")]
    public static partial void MemoryFailed(this ILogger log, Exception exception);

    [LoggerMessage(803, LogLevel.Error, "Her memory in {Folder} cannot be opened, and until she is started again she keeps "
        + "nothing on disk: {Reason}")]
    public static partial void MemoryAbsent(this ILogger log, string folder, string reason);

    [LoggerMessage(804, LogLevel.Error, "The recording {Path} ended early: {Reason}. What is there until then can be replayed")]
    public static partial void RecordingEnded(this ILogger log, string path, string reason);

    [LoggerMessage(810, LogLevel.Information, "Turn {Trace} of {Client}: {Outcome}, {Sentences} sentences; first token after "
        + "{FirstTokenMs} ms, first sentence after {FirstSentenceMs} ms, on its way after {FirstAudioMs} ms")]
    public static partial void TurnEnded(
        this ILogger log, string trace, ClientId client, TurnOutcome outcome, int sentences, double? firstTokenMs,
        double? firstSentenceMs, double? firstAudioMs);

    [LoggerMessage(811, LogLevel.Information, "She thinks with {Model} at {Url}")]
    public static partial void ThinksWith(this ILogger log, string model, Uri url);

    [LoggerMessage(812, LogLevel.Warning, "The model gave no answer and is asked once more: {Message}")]
    public static partial void ModelRetried(this ILogger log, string message);
}
