using Elysia.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Elysia.Recording;

/// <summary>The log event of a recording: 804.</summary>
internal static partial class RecordingLog
{
    [LoggerMessage(EventIds.RecordingEnded, LogLevel.Error,
        "The recording {Path} ended early: {Reason}. The part before that can be replayed")]
    public static partial void RecordingEnded(this ILogger log, string path, string reason);
}
