using Elysia.State;

namespace Elysia.Channels;

/// <summary>A sentence of her answer on its way to the client that asked, or the end of the answer.</summary>
/// <param name="To">The client that asked.</param>
/// <param name="Speech">The sentence; null at the end of the answer.</param>
/// <param name="Turn">The number of the answer that it belongs to.</param>
internal sealed record Reply(ClientId To, SpeechMessage? Speech, long Turn)
{
    /// <summary>The time at which the question arrived, on the monotonic clock; set on the first sentence of its
    /// answer. 0 on other sentences and when latency is not measured.</summary>
    public long AskedAt { get; init; }

    /// <summary>Whether the answer ended because it is complete, and not because she was interrupted.</summary>
    public bool IsWhole { get; init; }
}
