using Elysia.Diagnostics;
using Elysia.Protocol.Messages;
using Elysia.Protocol.Wire;

namespace Elysia.Fanout;

/// <summary>Counts what one sender did. Only its own thread writes, so there is neither a lock nor an interlocked
/// write; any thread may read.</summary>
internal sealed class FanoutCounters
{
    private readonly EnumCounters<FrameKind> _frames = new();
    private readonly EnumCounters<CloseReason> _closes = new();
    private readonly EnumCounters<DeliveryLevel> _steps = new();
    private readonly EnumCounters<ResumeOutcome> _resumes = new();
    private long _bytes;
    private long _delivered;
    private long _merged;
    private long _empty;

    /// <summary>Payload bytes handed to sockets.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Ticks that a viewer received only as part of a later frame, because an earlier send was still under
    /// way; over all viewers.</summary>
    public long MergedTicks => Volatile.Read(ref _merged);

    /// <summary>Ticks for which a viewer was sent a frame, over all viewers.</summary>
    public long DeliveredTicks => Volatile.Read(ref _delivered);

    /// <summary>Ticks at which a viewer needed nothing, because nothing had changed; over all viewers.</summary>
    public long EmptyTicks => Volatile.Read(ref _empty);

    /// <summary>Frames handed to sockets, by kind.</summary>
    public long Frames(FrameKind kind) => _frames[kind];

    /// <summary>Sessions that ended, by reason.</summary>
    public long Closes(CloseReason reason) => _closes[reason];

    /// <summary>The number of times a viewer entered a delivery level, from above or from below.</summary>
    public long Steps(DeliveryLevel to) => _steps[to];

    /// <summary>Viewers that asked to resume, by outcome.</summary>
    public long Resumes(ResumeOutcome outcome) => _resumes[outcome];

    internal void Sent(Frame frame)
    {
        _frames.IncrementAlone(frame.Kind);
        _bytes += frame.Payload.Length;
    }

    internal void Ticked(DeliveryCounts step)
    {
        _delivered += step.Delivered;
        _merged += step.Merged;
        _empty += step.Empty;
    }

    internal void Stepped(DeliveryLevel to) => _steps.IncrementAlone(to);

    internal void Resumed(ResumeOutcome outcome) => _resumes.IncrementAlone(outcome);

    internal void Closed(CloseReason reason) => _closes.IncrementAlone(reason);
}

/// <summary>The outcome of a request to resume.</summary>
internal enum ResumeOutcome
{
    /// <summary>The viewer continued from the state it had.</summary>
    Resumed,

    /// <summary>The viewer's state is from another run of the daemon, so it was greeted as a new viewer. After a
    /// restart this applies to every viewer.</summary>
    AnotherEpoch,
}
