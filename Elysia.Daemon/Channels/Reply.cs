using Elysia.State;

namespace Elysia.Channels;

/// <summary>A sentence of her answer on its way to the one who asked, or that no more of it comes.</summary>
/// <param name="To">The asker.</param>
/// <param name="Speech">What she says; null when she says no more.</param>
/// <param name="Turn">Which answer it belongs to.</param>
internal sealed record Reply(ClientId To, SpeechMessage? Speech, long Turn)
{
    /// <summary>When the question came, on the monotonic clock, on the first sentence of its answer; 0 on others and when nobody
    /// measures.</summary>
    public long AskedAt { get; init; }

    /// <summary>Whether she says no more because all is said, and not because she was interrupted.</summary>
    public bool IsWhole { get; init; }
}
