using Elysia.Admission.Limiting;

namespace Elysia.Channels;

/// <summary>A client's text for her, waiting for an answer.</summary>
/// <param name="From">The client that asked and gets the answer.</param>
/// <param name="Text">1 to 1,000 characters.</param>
internal sealed record ChatRequest(ClientId From, string Text)
{
    /// <summary>The time at which it arrived, on the monotonic clock; 0 when latency is not measured.</summary>
    public long ReceivedAt { get; init; }

    /// <summary>The source that shares the places for waiting texts with others.</summary>
    public Source Source { get; init; }

    /// <summary>Called when the text was taken and gave way to one of another source; any thread, must not wait. Null for
    /// nobody.</summary>
    public Action? GaveWay { get; init; }
}

/// <summary>A request of a client to stop the answer it is getting.</summary>
/// <param name="From">The client.</param>
/// <param name="Left">Whether the client has left: then no message is sent, and what was delivered counts as
/// heard.</param>
internal readonly record struct InterruptRequest(ClientId From, bool Left);
