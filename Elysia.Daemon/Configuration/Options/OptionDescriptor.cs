namespace Elysia.Configuration.Options;

/// <summary>One option as an operator sees it.</summary>
/// <param name="Name">The environment variable.</param>
/// <param name="Alias">The reference's name for it, or null; Elysia's own name takes precedence.</param>
/// <param name="Allowed">The allowed values, in words.</param>
/// <param name="Help">The meaning of the option, in sentences.</param>
/// <param name="Secret">Whether its value must never be shown.</param>
/// <param name="Get">Returns the effective value as text; null if it is unset.</param>
/// <param name="Set">Returns the options with a new value, or null if the text is not allowed.</param>
internal sealed record OptionDescriptor(
    string Name,
    string? Alias,
    string Allowed,
    string Help,
    bool Secret,
    Func<DaemonOptions, string?> Get,
    Func<DaemonOptions, string, DaemonOptions?> Set)
{
    /// <summary>The unit of the value, e.g. seconds; null if it has none.</summary>
    public string? Unit { get; init; }
}
