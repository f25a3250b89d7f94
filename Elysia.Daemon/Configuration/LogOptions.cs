using static Elysia.Configuration.OptionKinds;

namespace Elysia.Configuration;

/// <summary>Options: what is logged and how it looks.</summary>
internal static class LogOptions
{
    private static readonly string[] LogLevels = ["debug", "info", "warning", "error", "critical", "none"];

    /// <summary>The options in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        Choice("ELYSIA_LOG_LEVEL", "LOG_LEVEL", LogLevels, "The least severe messages that are logged.",
            o => o.LogLevel, (o, v) => o with { LogLevel = v }),
        Choice("ELYSIA_LOG_FORMAT", null, ["auto", "console", "journal", "json"],
            "How log lines look; auto is journal under systemd and console elsewhere. json is for files, too.",
            o => o.LogFormat, (o, v) => o with { LogFormat = v }),
        new("ELYSIA_LOG_DIR", "LOG_DIR", "an absolute path of a folder",
            "Writes elysia.log there as well; opened again on SIGHUP, for logrotate. Unset by default: the journal has it all.",
            false, o => o.LogDir, (o, v) => Path.IsPathFullyQualified(v) ? o with { LogDir = v } : null),
    ];
}
