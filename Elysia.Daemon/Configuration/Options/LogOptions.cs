using static Elysia.Configuration.Options.OptionKinds;

namespace Elysia.Configuration.Options;

/// <summary>Options: the log's level, format and destination.</summary>
internal static class LogOptions
{
    /// <summary>The options in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        Choice("ELYSIA_LOG_LEVEL", "LOG_LEVEL", "Messages of this level and above are logged.",
            o => o.LogLevel, (o, v) => o with { LogLevel = v }),
        Choice("ELYSIA_LOG_FORMAT", null,
            "Format of log lines. auto means journal under systemd and console otherwise. json also applies to the file in "
            + "ELYSIA_LOG_DIR.",
            o => o.LogFormat, (o, v) => o with { LogFormat = v }),
        new("ELYSIA_LOG_DIR", "LOG_DIR", "an absolute path of a folder",
            "Folder in which elysia.log is written, in addition to standard output. The file is reopened on SIGHUP, which "
            + "logrotate sends.",
            false, o => o.LogDir, (o, v) => Path.IsPathFullyQualified(v) ? o with { LogDir = v } : null),
    ];
}

/// <summary>The least severe messages that are logged (ELYSIA_LOG_LEVEL).</summary>
internal enum LogThreshold
{
    /// <summary>All messages.</summary>
    Debug,

    /// <summary>Messages an operator may want to see, and everything more severe.</summary>
    Info,

    /// <summary>Messages an operator should look at, and everything more severe.</summary>
    Warning,

    /// <summary>Failures, and everything more severe.</summary>
    Error,

    /// <summary>Failures that end the daemon.</summary>
    Critical,

    /// <summary>No messages.</summary>
    None,
}

/// <summary>The format of log lines (ELYSIA_LOG_FORMAT).</summary>
internal enum LogFormat
{
    /// <summary><see cref="Journal"/> under systemd, <see cref="Console"/> elsewhere.</summary>
    Auto,

    /// <summary>Text for a terminal.</summary>
    Console,

    /// <summary>Text with the priorities that journald reads.</summary>
    Journal,

    /// <summary>One JSON object per line.</summary>
    Json,
}
