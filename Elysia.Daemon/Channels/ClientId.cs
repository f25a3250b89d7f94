namespace Elysia.Channels;

/// <summary>Names one connected client for as long as the daemon lives; never used twice.</summary>
/// <param name="Value">Counts up from 1.</param>
internal readonly record struct ClientId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"c{Value}";
}
