namespace Elysia.Configuration;

/// <summary>A text that must never be shown: if code prints it by mistake, in a log line or as part of a record, a mask
/// is printed.</summary>
/// <param name="Text">The text itself, for code that needs it.</param>
internal sealed record Secret(string Text)
{
    /// <summary>The mask that is shown instead.</summary>
    public const string Mask = "********";

    /// <inheritdoc/>
    public override string ToString() => Mask;
}
