using static Elysia.Configuration.OptionKinds;

namespace Elysia.Configuration;

/// <summary>Options: what is logged and how it looks.</summary>
internal static class LogOptions
{
    private static readonly string[] LogLevels = ["debug", "info", "warning", "error", "critical", "none"];

    /// <summary>The options in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        Choice("ELYSIA_LOG_LEVEL", "LOG_LEVEL", LogLevels, "Messages of this level and above are logged.",
            o => o.LogLevel, (o, v) => o with { LogLevel = v }),
        Choice("ELYSIA_LOG_FORMAT", null, ["auto", "console", "journal", "json"],
            "Format of log lines. auto means journal under systemd and console otherwise. json also applies to the file in "
            + "ELYSIA_LOG_DIR.",
            o => o.LogFormat, (o, v) => o with { LogFormat = v }),
        new("ELYSIA_LOG_DIR", "LOG_DIR", "an absolute path of a folder",
            "Folder in which elysia.log is written, in addition to standard output. The file is reopened on SIGHUP, which "
            + "logrotate sends.",
            false, o => o.LogDir, (o, v) => Path.IsPathFullyQualified(v) ? o with { LogDir = v } : null),
    ];
}
