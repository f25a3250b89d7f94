using System.Globalization;
using static Elysia.Configuration.Options.OptionKinds;

namespace Elysia.Configuration.Options;

/// <summary>Options: how often and how precisely viewers are updated.</summary>
internal static class RateOptions
{
    /// <summary>The options in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        Number("ELYSIA_MIN_FPS", "MIN_FPS", 1, 120, "updates per second",
            "Update rate while nothing happens.",
            o => o.MinFps, (o, v) => o with { MinFps = v }),
        Number("ELYSIA_MAX_FPS", "MAX_FPS", 1, 120, "updates per second",
            "Update rate at full activity; not below ELYSIA_MIN_FPS.",
            o => o.MaxFps, (o, v) => o with { MaxFps = v }),
        new("ELYSIA_DELTA_THRESHOLD", "DELTA_THRESHOLD", "a number from 0.0001 to 0.5",
            "Largest difference between what a viewer shows and the server's state while the face moves; once it is still, "
            + "there is none. A smaller value costs more bytes.",
            false, o => o.DeltaThreshold.ToString(CultureInfo.InvariantCulture),
            (o, v) => IsNumber(v, out double d) && d is >= 0.0001 and <= 0.5 ? o with { DeltaThreshold = d } : null),
    ];
}
