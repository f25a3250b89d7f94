namespace Elysia.Configuration;

/// <summary>Every option once: name, alias, range, reason, how it is read and shown. Help, `config` and errors all come from
/// here.</summary>
public static class OptionTable
{
    /// <summary>The options in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        .. ListenOptions.All,
        .. RateOptions.All,
        .. ViewerOptions.All,
        .. ExposureOptions.All,
        .. LimitOptions.All,
        .. LogOptions.All,
        .. MonitoringOptions.All,
        .. AuthOptions.All,
        .. MoodOptions.All,
        .. SenseOptions.All,
        .. MemoryOptions.All,
        .. ReasoningOptions.All,
        .. VoiceOptions.All,
    ];

    /// <summary>Variables of the reference's guide that are understood and have no effect in this version, with the
    /// reason.</summary>
    public static IReadOnlyDictionary<string, string> WithoutEffect { get; } = new Dictionary<string, string>
    {
        ["ENABLE_LOGGING"] = "logs go to standard output, which systemd keeps in the journal; use "
            + "ELYSIA_LOG_LEVEL=none to silence them",
    };
}
