namespace Elysia.Channels;

/// <summary>Identifies one connected client for the lifetime of the daemon; never used twice.</summary>
/// <param name="Value">A number counted from 1.</param>
internal readonly record struct ClientId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"c{Value}";
}
