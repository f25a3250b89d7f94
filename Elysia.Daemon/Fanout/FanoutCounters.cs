using Elysia.Diagnostics;
using Elysia.Protocol.Messages;
using Elysia.Protocol.Wire;

namespace Elysia.Fanout;

/// <summary>What one sender did. Written by its thread alone, so no lock and no interlocked write; any thread may read.</summary>
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

    /// <summary>Ticks that a viewer did not see by themselves because it was still busy with an earlier one.</summary>
    public long MergedTicks => Volatile.Read(ref _merged);

    /// <summary>Ticks that a viewer was sent a frame for, over all viewers.</summary>
    public long DeliveredTicks => Volatile.Read(ref _delivered);

    /// <summary>Ticks at which a viewer needed nothing, because nothing had moved.</summary>
    public long EmptyTicks => Volatile.Read(ref _empty);

    /// <summary>Frames handed to sockets, by kind.</summary>
    public long Frames(FrameKind kind) => _frames[kind];

    /// <summary>Sessions that ended, by reason.</summary>
    public long Closes(CloseReason reason) => _closes[reason];

    /// <summary>How often a viewer came to a rung, from above or from below.</summary>
    public long Steps(DeliveryLevel to) => _steps[to];

    /// <summary>Viewers that came back with a picture, by what became of it.</summary>
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

/// <summary>What became of a viewer that came back with a picture.</summary>
internal enum ResumeOutcome
{
    /// <summary>It went on from there.</summary>
    Resumed,

    /// <summary>Its picture is another run's, so it was greeted as a stranger: after a restart, all are.</summary>
    AnotherEpoch,
}
