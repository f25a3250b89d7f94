namespace Elysia.Configuration;

/// <summary>One option as an operator meets it.</summary>
/// <param name="Name">The environment variable.</param>
/// <param name="Alias">The reference's name for it, or null; the own name wins over it.</param>
/// <param name="Allowed">What values are allowed, in words with unit.</param>
/// <param name="Help">What it does and why the default is what it is.</param>
/// <param name="Secret">Whether its value must never be shown.</param>
/// <param name="Get">The effective value as text; null when unset.</param>
/// <param name="Set">The options with a new value, or null when the text is not allowed.</param>
public sealed record OptionDescriptor(
    string Name,
    string? Alias,
    string Allowed,
    string Help,
    bool Secret,
    Func<DaemonOptions, string?> Get,
    Func<DaemonOptions, string, DaemonOptions?> Set);
