using Elysia.State;

namespace Elysia.Channels;

/// <summary>Her answer on its way to the one who asked.</summary>
/// <param name="To">The asker.</param>
/// <param name="Speech">What she says.</param>
public sealed record Reply(ClientId To, Speech Speech)
{
    /// <summary>When the question came, on the monotonic clock; 0 when nobody measures.</summary>
    public long AskedAt { get; init; }
}
