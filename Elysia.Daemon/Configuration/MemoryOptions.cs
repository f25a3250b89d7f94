using static Elysia.Configuration.OptionKinds;

namespace Elysia.Configuration;

/// <summary>Options: what she remembers on disk.</summary>
internal static class MemoryOptions
{
    /// <summary>The options in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        new("ELYSIA_DATA_DIR", "DATA_DIR", "an absolute path of a folder",
            "Where her mood, counters and conversations outlast a restart; made when it is not there. Unset keeps nothing on "
            + "disk. The package's service uses /var/lib/elysia unless this is set, and nothing when it is set empty. Only "
            + "speakers that are known again are kept: those with a token or a memory key.",
            false, o => o.Memory.Folder,
            (o, v) => Path.IsPathFullyQualified(v) ? o with { Memory = o.Memory with { Folder = v } } : null),
        Number("ELYSIA_MEMORY_TURNS", null, 1, 10_000, "Most turns kept of one speaker; beyond it the oldest is forgotten.",
            o => o.Memory.TurnsPerSubject, (o, v) => o with { Memory = o.Memory with { TurnsPerSubject = v } }),
        Number("ELYSIA_MEMORY_TOTAL", null, 1, 10_000_000, "Most turns kept of all speakers; a turn is about 500 bytes.",
            o => o.Memory.TurnsInAll, (o, v) => o with { Memory = o.Memory with { TurnsInAll = v } }),
        Number("ELYSIA_MEMORY_DAYS", null, 0, 36_500, "Days until a turn is forgotten; 0 keeps it for ever.",
            o => o.Memory.Days, (o, v) => o with { Memory = o.Memory with { Days = v } }),
    ];
}

/// <summary>What she remembers on disk; what each means stands in <see cref="MemoryOptions"/>.</summary>
public sealed record MemorySettings
{
    /// <summary>ELYSIA_DATA_DIR: the folder; null keeps nothing on disk.</summary>
    public string? Folder { get; init; }

    /// <summary>ELYSIA_MEMORY_TURNS: most turns of one subject.</summary>
    public int TurnsPerSubject { get; init; } = 200;

    /// <summary>ELYSIA_MEMORY_TOTAL: most turns of all.</summary>
    public int TurnsInAll { get; init; } = 100_000;

    /// <summary>ELYSIA_MEMORY_DAYS: how long a turn is kept; 0 is for ever.</summary>
    public int Days { get; init; } = 365;
}
