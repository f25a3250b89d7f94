namespace Elysia.Configuration;

/// <summary>A text that must never be shown: whatever prints it by mistake, in a log line or as part of a record, prints a
/// mask.</summary>
/// <param name="Text">The text itself, for the one who needs it.</param>
internal sealed record Secret(string Text)
{
    /// <summary>What is shown instead.</summary>
    public const string Mask = "********";

    /// <inheritdoc/>
    public override string ToString() => Mask;
}
