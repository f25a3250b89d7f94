using static Elysia.Configuration.Options.OptionKinds;

namespace Elysia.Configuration.Options;

/// <summary>Options: the number of viewers, and how long one may be slow.</summary>
internal static class ViewerOptions
{
    /// <summary>The options in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        Number("ELYSIA_MAX_VIEWERS", null, 1, 100_000, "connections", "Maximum number of viewers at a time; one more is refused "
            + "with status 503. Each viewer needs one file descriptor.",
            o => o.MaxViewers, (o, v) => o with { MaxViewers = v }),
        Number("ELYSIA_SLOW_CLOSE", null, 3, 3600, "seconds", "Time after which a viewer that reads nothing is disconnected.",
            o => (int)o.SlowClose.TotalSeconds, (o, v) => o with { SlowClose = TimeSpan.FromSeconds(v) }),
    ];
}
