using static Elysia.Configuration.OptionKinds;

namespace Elysia.Configuration;

/// <summary>Options: how many viewers and how patient.</summary>
internal static class ViewerOptions
{
    /// <summary>The options in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        Number("ELYSIA_MAX_VIEWERS", null, 1, 100_000, "Most connections at a time; one more is answered with 503. "
            + "Each needs one file descriptor.",
            o => o.MaxViewers, (o, v) => o with { MaxViewers = v }),
        Number("ELYSIA_SLOW_CLOSE", null, 3, 3600, "Seconds a viewer may read nothing before it is closed as slow.",
            o => (int)o.SlowClose.TotalSeconds, (o, v) => o with { SlowClose = TimeSpan.FromSeconds(v) }),
    ];
}
