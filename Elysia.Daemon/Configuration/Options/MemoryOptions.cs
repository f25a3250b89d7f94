using static Elysia.Configuration.Options.OptionKinds;

namespace Elysia.Configuration.Options;

/// <summary>Options: what is kept on disk.</summary>
internal static class MemoryOptions
{
    /// <summary>The options in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        new("ELYSIA_DATA_DIR", "DATA_DIR", "an absolute path of a folder",
            "Folder that keeps her mood, counters and conversations across restarts. It is created if missing; when "
            + "unset, nothing is kept. The service of the package uses /var/lib/elysia unless this is set; set it empty to keep "
            + "nothing. Conversations are kept only for speakers with a token or a memory key.",
            false, o => o.Memory.Folder,
            (o, v) => Path.IsPathFullyQualified(v) ? o with { Memory = o.Memory with { Folder = v } } : null),
        Number("ELYSIA_MEMORY_TURNS", null, 1, 10_000, "turns", "Maximum number of turns kept per speaker; the oldest are "
            + "deleted first.",
            o => o.Memory.TurnsPerSubject, (o, v) => o with { Memory = o.Memory with { TurnsPerSubject = v } }),
        Number("ELYSIA_MEMORY_TOTAL", null, 1, 10_000_000, "turns", "Maximum number of turns kept of all speakers. Beyond it, "
            + "the talks of memory keys that began last are deleted first, those of tokens last. A turn takes about 500 bytes.",
            o => o.Memory.TurnsInAll, (o, v) => o with { Memory = o.Memory with { TurnsInAll = v } }),
        Number("ELYSIA_MEMORY_DAYS", null, 0, 36_500, "days", "Time after which a turn is deleted; 0 keeps it for ever.",
            o => o.Memory.Days, (o, v) => o with { Memory = o.Memory with { Days = v } }),
    ];
}

/// <summary>The settings of her memory on disk; their meaning is defined in <see cref="MemoryOptions"/>.</summary>
internal sealed record MemorySettings
{
    /// <summary>ELYSIA_DATA_DIR: the folder; null if nothing is kept on disk.</summary>
    public string? Folder { get; init; }

    /// <summary>ELYSIA_MEMORY_TURNS: the maximum number of turns of one subject.</summary>
    public int TurnsPerSubject { get; init; } = 200;

    /// <summary>ELYSIA_MEMORY_TOTAL: the maximum number of turns of all subjects.</summary>
    public int TurnsInAll { get; init; } = 100_000;

    /// <summary>ELYSIA_MEMORY_DAYS: the time for which a turn is kept; zero keeps it for ever.</summary>
    public int Days { get; init; } = 365;
}
