using Elysia.Admission.Limiting;

namespace Elysia.Channels;

/// <summary>A client's words to her, waiting for an answer.</summary>
/// <param name="From">Who asked and gets the answer.</param>
/// <param name="Text">1 to 1,000 characters.</param>
internal sealed record ChatRequest(ClientId From, string Text)
{
    /// <summary>When it came, on the monotonic clock; 0 when nobody measures.</summary>
    public long ReceivedAt { get; init; }

    /// <summary>The source that shares the places for waiting texts with others.</summary>
    public Source Source { get; init; }

    /// <summary>Called when the text was taken and gave way to one of another source; any thread, must not wait. Null for
    /// nobody.</summary>
    public Action? GaveWay { get; init; }
}

/// <summary>A client wants no more of the answer it is getting.</summary>
/// <param name="From">Who.</param>
/// <param name="Left">It left: nobody is told, and what was delivered counts as heard.</param>
internal readonly record struct InterruptRequest(ClientId From, bool Left);
