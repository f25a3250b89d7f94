namespace Elysia.Configuration;

/// <summary>What came of reading the environment.</summary>
/// <param name="Options">The effective options; meaningful only without errors.</param>
/// <param name="Errors">Everything that is wrong, each with variable, value and what is allowed.</param>
/// <param name="Warnings">What will surprise the operator but hurts nobody.</param>
public sealed record OptionsResult(DaemonOptions Options, IReadOnlyList<string> Errors, IReadOnlyList<string> Warnings);
