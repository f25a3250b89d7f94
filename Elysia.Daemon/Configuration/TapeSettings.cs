namespace Elysia.Configuration;

/// <summary>What `elysia record` and `elysia replay` ask of a daemon; no option, for a service would fill its disk.</summary>
/// <param name="Record">The file that is written; null for none.</param>
/// <param name="Replay">The file that is played; null for none.</param>
public sealed record TapeSettings(string? Record, string? Replay);
