using Elysia.Channels;
using Elysia.Speech.LipSync;
using Elysia.State;

namespace Elysia.Conversation;

/// <summary>One answer in the making, and after it while it still sounds.</summary>
internal sealed class RunningTurn : IDisposable
{
    private readonly CancellationTokenSource _stop;

    /// <summary>A turn that begins now.</summary>
    public RunningTurn(long number, ChatRequest request, Speaker speaker, TimeProvider time, CancellationToken stopping)
    {
        (Number, Request, Speaker, Began) = (number, request, speaker, time.GetTimestamp());
        Schedule = new SpeechSchedule(number, time);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Token = _stop.Token;
    }

    /// <summary>Counts up; later turns have greater numbers.</summary>
    public long Number { get; }

    /// <summary>What was asked.</summary>
    public ChatRequest Request { get; }

    /// <summary>Who asked.</summary>
    public Speaker Speaker { get; }

    /// <summary>When it began, on the monotonic clock.</summary>
    public long Began { get; }

    /// <summary>Names the turn in the log.</summary>
    public string Trace { get; } = System.Diagnostics.ActivityTraceId.CreateRandom().ToHexString();

    /// <summary>When each sentence sounds.</summary>
    public SpeechSchedule Schedule { get; }

    /// <summary>Cancelled when nobody wants the answer any more.</summary>
    public CancellationToken Token { get; }

    /// <summary>Why it was stopped; null when it was not.</summary>
    public InterruptRequest? StoppedBy { get; private set; }

    /// <summary>Her mood as she says the next sentence.</summary>
    public Mood Mood { get; set; }

    /// <summary>The number in memory; null before anything was kept.</summary>
    public long? Kept { get; set; }

    /// <summary>Sentences given out.</summary>
    public int Sentences { get; set; }

    /// <summary>Whether the asker waits for more after the last sentence.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Time until the first piece came; null before.</summary>
    public TimeSpan? FirstToken { get; set; }

    /// <summary>Time until the first sentence was whole; null before.</summary>
    public TimeSpan? FirstSentence { get; set; }

    /// <summary>Time until the first sentence was on its way; null before.</summary>
    public TimeSpan? FirstAudio { get; set; }

    /// <summary>Whether it is decided how it ends, so that it can be stopped no more.</summary>
    /// <remarks>Like <see cref="TryStop"/> and <see cref="StoppedBy"/> under the lock of the conversation.</remarks>
    public bool IsDecided { get; set; }

    /// <summary>Nobody wants more of it.</summary>
    /// <returns>False when it is too late: its end is decided.</returns>
    public bool TryStop(InterruptRequest by)
    {
        if (IsDecided)
        {
            return false;
        }

        StoppedBy ??= by;

        // Not here: what waits for it would go on under the lock of the caller.
        _ = _stop.CancelAsync();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();
}
