using Elysia.Protocol;

namespace Elysia.Fanout;

/// <summary>What one sender did. Written by its thread alone, so no lock and no interlocked write; any thread may read.</summary>
public sealed class FanoutCounters
{
    private readonly long[] _frames = new long[Enum.GetValues<FrameKind>().Length];
    private readonly long[] _closes = new long[Enum.GetValues<CloseReason>().Length];
    private readonly long[] _steps = new long[Enum.GetValues<Rung>().Length];
    private long _bytes;
    private long _merged;

    /// <summary>Payload bytes handed to sockets.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Ticks that a viewer did not see by themselves because it was still busy with an earlier one.</summary>
    public long MergedTicks => Volatile.Read(ref _merged);

    /// <summary>Frames handed to sockets, by kind.</summary>
    public long Frames(FrameKind kind) => Volatile.Read(ref _frames[(int)kind]);

    /// <summary>Sessions that ended, by reason.</summary>
    public long Closes(CloseReason reason) => Volatile.Read(ref _closes[(int)reason]);

    /// <summary>How often a viewer came to a rung, from above or from below.</summary>
    public long Steps(Rung to) => Volatile.Read(ref _steps[(int)to]);

    internal void Sent(Frame frame)
    {
        _frames[(int)frame.Kind]++;
        _bytes += frame.Payload.Length;
    }

    internal void Merged(long ticks) => _merged += ticks;

    internal void Stepped(Rung to) => _steps[(int)to]++;

    internal void Closed(CloseReason reason) => _closes[(int)reason]++;
}
