using Elysia.Protocol;

namespace Elysia.Fanout;

/// <summary>What one sender did. Written by its thread alone, so no lock and no interlocked write; any thread may read.</summary>
public sealed class FanoutCounters
{
    private readonly long[] _frames = new long[Enum.GetValues<FrameKind>().Length];
    private readonly long[] _closes = new long[Enum.GetValues<CloseReason>().Length];
    private readonly long[] _steps = new long[Enum.GetValues<Rung>().Length];
    private readonly long[] _resumes = new long[Enum.GetValues<ResumeOutcome>().Length];
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
    public long Frames(FrameKind kind) => Volatile.Read(ref _frames[(int)kind]);

    /// <summary>Sessions that ended, by reason.</summary>
    public long Closes(CloseReason reason) => Volatile.Read(ref _closes[(int)reason]);

    /// <summary>How often a viewer came to a rung, from above or from below.</summary>
    public long Steps(Rung to) => Volatile.Read(ref _steps[(int)to]);

    /// <summary>Viewers that came back with a picture, by what became of it.</summary>
    public long Resumes(ResumeOutcome outcome) => Volatile.Read(ref _resumes[(int)outcome]);

    internal void Sent(Frame frame)
    {
        _frames[(int)frame.Kind]++;
        _bytes += frame.Payload.Length;
    }

    internal void Ticked(TickTally step)
    {
        _delivered += step.Delivered;
        _merged += step.Merged;
        _empty += step.Empty;
    }

    internal void Stepped(Rung to) => _steps[(int)to]++;

    internal void Resumed(ResumeOutcome outcome) => _resumes[(int)outcome]++;

    internal void Closed(CloseReason reason) => _closes[(int)reason]++;
}
