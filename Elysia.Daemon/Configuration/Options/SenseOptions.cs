namespace Elysia.Configuration.Options;

/// <summary>Options: the senses that affect her mood.</summary>
internal static class SenseOptions
{
    private static readonly string[] Known = ["vision", "audio", "screen"];

    /// <summary>The options in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        new("ELYSIA_SENSES", null, "none, or a list of vision, audio and screen, separated by commas",
            "The senses whose messages affect her mood. Messages of the others are accepted and have no effect.",
            false, o => o.Senses, (o, v) => Read(v) is { } senses
                ? o with { Senses = senses } : null),
    ];

    private static string? Read(string text)
    {
        string[] named = text.ToLowerInvariant()
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return named is ["none"] ? "none"
            : named.Length > 0 && named.All(Known.Contains) ? string.Join(',', Known.Where(named.Contains))
            : null;
    }
}
