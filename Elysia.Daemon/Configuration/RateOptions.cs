using System.Globalization;
using static Elysia.Configuration.OptionKinds;

namespace Elysia.Configuration;

/// <summary>Options: how often and how finely the face is told.</summary>
internal static class RateOptions
{
    /// <summary>The options in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        Number("ELYSIA_MIN_FPS", "MIN_FPS", 1, 120, "Ticks per second when nothing goes on.",
            o => o.MinFps, (o, v) => o with { MinFps = v }),
        Number("ELYSIA_MAX_FPS", "MAX_FPS", 1, 120, "Ticks per second at full activity; at least ELYSIA_MIN_FPS.",
            o => o.MaxFps, (o, v) => o with { MaxFps = v }),
        new("ELYSIA_DELTA_THRESHOLD", "DELTA_THRESHOLD", "a number from 0.0001 to 0.5",
            "How far a viewer's picture may be from the truth while it moves; at rest it is exact. Smaller costs bytes.",
            false, o => o.DeltaThreshold.ToString(CultureInfo.InvariantCulture),
            (o, v) => IsNumber(v, out double d) && d is >= 0.0001 and <= 0.5 ? o with { DeltaThreshold = d } : null),
    ];
}
