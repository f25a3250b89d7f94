namespace Elysia.Tests.Repository.Style;

/// <summary>A place that breaks a rule.</summary>
/// <param name="Rule">The name of the rule.</param>
/// <param name="Path">The path from the root.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Message">Advice for a fix.</param>
internal sealed record Finding(string Rule, string Path, int Line, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}:{Line}: {Rule}: {Message}";
}
