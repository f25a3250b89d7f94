namespace Elysia.Configuration.Options;

/// <summary>Defines every option once: its name, alias, range and meaning, and how it is read and shown. The help,
/// docs/CONFIGURATION.md, the environment file, `elysia config` and error messages are generated from this
/// table.</summary>
internal static class OptionTable
{
    /// <summary>The options in groups, in the order of the help.</summary>
    public static IReadOnlyList<OptionGroup> Groups { get; } =
    [
        new("Listening", "Addresses and ports.", ListenOptions.All),
        new("Update rate", "How often and how precisely viewers are updated.", RateOptions.All),
        new("Access", "Which machines, pages and proxies may connect.", ExposureOptions.All),
        new("Tokens", "Authentication, and what each client may do.", AuthOptions.All),
        new("Limits", "Maximum numbers and rates of connections and messages.", [.. ViewerOptions.All, .. LimitOptions.All]),
        new("Mood", "How her mood changes, and what affects it.", [.. MoodOptions.All, .. SenseOptions.All]),
        new("Memory", "What is kept on disk.", MemoryOptions.All),
        new("Language model", "What writes her answers.", ReasoningOptions.All),
        new("Voice", "What speaks her answers.", VoiceOptions.All),
        new("Monitoring", "Metrics, the status page and alerts.", MonitoringOptions.All),
        new("Logs", "What is logged, where and how.", LogOptions.All),
    ];

    /// <summary>The options of all groups, in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } = [.. Groups.SelectMany(group => group.Options)];

    /// <summary>The variables of the reference that are recognised and have no effect, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> WithoutEffect { get; } = new Dictionary<string, string>
    {
        ["ENABLE_LOGGING"] = "logs go to standard output, which systemd keeps in the journal; use "
            + "ELYSIA_LOG_LEVEL=none to silence them",
    };
}
