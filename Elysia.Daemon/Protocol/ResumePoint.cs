using System.Globalization;

namespace Elysia.Protocol;

/// <summary>The picture a viewer says it has: ?resume=EPOCH.TICK.</summary>
/// <param name="Epoch">Of the daemon that told it; each start has another.</param>
/// <param name="Tick">The last tick it was told.</param>
public sealed record ResumePoint(string Epoch, long Tick)
{
    /// <summary>Reads the text of the query.</summary>
    /// <returns>Null for what is no such text: its sender is greeted as anybody.</returns>
    public static ResumePoint? Parse(string? text)
    {
        int dot = text?.LastIndexOf('.') ?? -1;
        return dot > 0 && long.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long tick)
            ? new ResumePoint(text![..dot], tick)
            : null;
    }
}
