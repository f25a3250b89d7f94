namespace Elysia.Tests.Repository.Style;

/// <summary>A place that breaks a rule.</summary>
/// <param name="Rule">Which.</param>
/// <param name="Path">From the root.</param>
/// <param name="Line">From 1.</param>
/// <param name="Message">What to do about it.</param>
internal sealed record Finding(string Rule, string Path, int Line, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}:{Line}: {Rule}: {Message}";
}
