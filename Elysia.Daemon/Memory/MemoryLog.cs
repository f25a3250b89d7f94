using Elysia.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Elysia.Memory;

/// <summary>Log events of the memory: 800 to 803.</summary>
internal static partial class MemoryLog
{
    [LoggerMessage(EventIds.MemoryOpened, LogLevel.Information,
        "Her memory has {Turns} turns with {Subjects} speakers, in {Folder}")]
    public static partial void MemoryOpened(this ILogger log, long turns, long subjects, string folder);

    [LoggerMessage(EventIds.MemorySetAside, LogLevel.Error,
        "Her memory could not be read ({Reason}). It was set aside as {Path} and a new one was "
        + "created; nothing was overwritten")]
    public static partial void MemorySetAside(this ILogger log, string path, string reason);

    [LoggerMessage(EventIds.MemoryFailed, LogLevel.Warning,
        "Her memory failed; she continues without what it should have stored or returned")]
    public static partial void MemoryFailed(this ILogger log, Exception exception);

    [LoggerMessage(EventIds.MemoryAbsent, LogLevel.Error,
        "Her memory in {Folder} cannot be opened, and until the daemon is restarted nothing "
        + "is kept on disk: {Reason}")]
    public static partial void MemoryAbsent(this ILogger log, string folder, string reason);
}
