using Elysia.Channels;
using Elysia.Speech.LipSync;
using Elysia.State;

namespace Elysia.Conversation;

/// <summary>A turn from its start until its answer has been heard.</summary>
internal sealed class RunningTurn : IDisposable
{
    private readonly CancellationTokenSource _stop;

    /// <summary>Starts a turn.</summary>
    public RunningTurn(long number, ChatRequest request, Speaker speaker, TimeProvider time, CancellationToken stopping)
    {
        (Number, Request, Speaker, Began) = (number, request, speaker, time.GetTimestamp());
        Schedule = new SpeechSchedule(number, time);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Token = _stop.Token;
    }

    /// <summary>The number of the turn; later turns have greater numbers.</summary>
    public long Number { get; }

    /// <summary>The text that is answered.</summary>
    public ChatRequest Request { get; }

    /// <summary>The speaker that asked.</summary>
    public Speaker Speaker { get; }

    /// <summary>The start, in timestamps of the monotonic clock.</summary>
    public long Began { get; }

    /// <summary>The identifier of the turn in the log.</summary>
    public string Trace { get; } = System.Diagnostics.ActivityTraceId.CreateRandom().ToHexString();

    /// <summary>The times of the sentences.</summary>
    public SpeechSchedule Schedule { get; }

    /// <summary>Cancelled when nobody needs the answer any more.</summary>
    public CancellationToken Token { get; }

    /// <summary>The request that stopped the turn; null if it was not stopped.</summary>
    public InterruptRequest? StoppedBy { get; private set; }

    /// <summary>Her mood for the next sentence.</summary>
    public Mood Mood { get; set; }

    /// <summary>The number of the turn in memory; null until it is stored.</summary>
    public long? Kept { get; set; }

    /// <summary>The number of sentences that were sent.</summary>
    public int Sentences { get; set; }

    /// <summary>Whether the last sentence told the client that more may follow.</summary>
    public bool IsOpen { get; set; }

    /// <summary>The time until the responder's first piece; null until then.</summary>
    public TimeSpan? FirstToken { get; set; }

    /// <summary>The time until the first sentence was complete; null until then.</summary>
    public TimeSpan? FirstSentence { get; set; }

    /// <summary>The time until the first sentence was sent; null until then.</summary>
    public TimeSpan? FirstAudio { get; set; }

    /// <summary>Whether the outcome is decided, so that the turn can no longer be stopped.</summary>
    /// <remarks>Guarded by the lock of the conversation, like <see cref="TryStop"/> and
    /// <see cref="StoppedBy"/>.</remarks>
    public bool IsDecided { get; set; }

    /// <summary>Stops the turn, unless its outcome is decided.</summary>
    /// <returns>False if it is too late.</returns>
    public bool TryStop(InterruptRequest by)
    {
        if (IsDecided)
        {
            return false;
        }

        StoppedBy ??= by;

        // Asynchronously: the continuations would otherwise run under the caller's lock.
        _ = _stop.CancelAsync();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();
}
