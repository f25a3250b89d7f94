namespace Elysia.Configuration.Options;

/// <summary>One option as an operator meets it.</summary>
/// <param name="Name">The environment variable.</param>
/// <param name="Alias">The reference's name for it, or null; the own name wins over it.</param>
/// <param name="Allowed">The allowed values, in words.</param>
/// <param name="Help">What it does, in sentences.</param>
/// <param name="Secret">Whether its value must never be shown.</param>
/// <param name="Get">The effective value as text; null when unset.</param>
/// <param name="Set">The options with a new value, or null when the text is not allowed.</param>
internal sealed record OptionDescriptor(
    string Name,
    string? Alias,
    string Allowed,
    string Help,
    bool Secret,
    Func<DaemonOptions, string?> Get,
    Func<DaemonOptions, string, DaemonOptions?> Set)
{
    /// <summary>The unit of the value, e.g., seconds; null when it has none.</summary>
    public string? Unit { get; init; }
}
