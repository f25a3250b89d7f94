using static Elysia.Configuration.Options.OptionKinds;

namespace Elysia.Configuration.Options;

/// <summary>Options: what is logged and how it looks.</summary>
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

    /// <summary>What an operator may want to know, and everything worse.</summary>
    Info,

    /// <summary>What an operator should look at, and everything worse.</summary>
    Warning,

    /// <summary>What has failed, and everything worse.</summary>
    Error,

    /// <summary>What ends the daemon.</summary>
    Critical,

    /// <summary>No message.</summary>
    None,
}

/// <summary>How log lines look (ELYSIA_LOG_FORMAT).</summary>
internal enum LogFormat
{
    /// <summary>As <see cref="Journal"/> under systemd, as <see cref="Console"/> elsewhere.</summary>
    Auto,

    /// <summary>Readable on a terminal.</summary>
    Console,

    /// <summary>With the priorities that journald reads.</summary>
    Journal,

    /// <summary>One JSON object a line.</summary>
    Json,
}
