using Microsoft.Extensions.Logging;

namespace Elysia.Diagnostics;

/// <summary>Log events of her mind: memory and reasoning, 700 to 799.</summary>
internal static partial class MindLog
{
    [LoggerMessage(700, LogLevel.Information, "She remembers: {Turns} turns with {Subjects} speakers, in {Folder}")]
    public static partial void MemoryOpened(this ILogger log, long turns, long subjects, string folder);

    [LoggerMessage(701, LogLevel.Error, "Her memory could not be read ({Reason}). It was set aside as {Path} and a new one "
        + "begun; nothing was written over")]
    public static partial void MemorySetAside(this ILogger log, string path, string reason);

    [LoggerMessage(702, LogLevel.Warning, "Her memory failed; she goes on without what it should have kept or told")]
    public static partial void MemoryFailed(this ILogger log, Exception exception);
}
