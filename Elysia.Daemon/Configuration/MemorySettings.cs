namespace Elysia.Configuration;

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
