using Elysia.Protocol;
using Elysia.Protocol.V1;
using Elysia.Protocol.Wire;

namespace Elysia.Fanout;

/// <summary>The progress of one viewer through the ticks: the last one it was sent, its delivery level, and what became of
/// each tick.</summary>
/// <remarks>A field of the session, its sender's thread only unless a member says otherwise.</remarks>
internal struct DeliveryProgress
{
    private long _baseTick;
    private SlowConsumerPolicy _policy;
    private DeliveryCounts _tally;

    /// <summary>The tick of the state that the viewer was sent last; 0 before the first. Any thread.</summary>
    public readonly long BaseTick => Volatile.Read(in _baseTick);

    /// <summary>The part of the stream that the viewer gets. Any thread.</summary>
    public readonly DeliveryLevel Level => _policy.Level;

    /// <summary>The ticks since the greeting, by what became of them.</summary>
    public readonly DeliveryCounts Tally => _tally;

    /// <summary>Begins at the tick of the greeting, and counts whether a resume succeeded.</summary>
    /// <param name="greeting">The greeting.</param>
    /// <param name="isResume">Whether the viewer asked to resume.</param>
    /// <param name="counters">The sender's counters.</param>
    public void Begin(Greeting greeting, bool isResume, FanoutCounters counters)
    {
        if (isResume)
        {
            counters.Resumed(greeting.HasPicture ? ResumeOutcome.Resumed : ResumeOutcome.AnotherEpoch);
        }

        _baseTick = greeting.BaseTick;
    }

    /// <summary>Whether a tick is newer than the viewer's and its delivery level allows a frame now.</summary>
    /// <param name="tick">The newest tick.</param>
    /// <param name="sinceLast">Time since the viewer's last frame.</param>
    public readonly bool IsDue(long tick, TimeSpan sinceLast) =>
        tick != _baseTick && _policy.Allows(tick - _baseTick, sinceLast);

    /// <summary>Brings the viewer to the newest tick.</summary>
    /// <param name="frames">The newest tick.</param>
    /// <param name="protocol">The protocol that the viewer speaks.</param>
    /// <param name="isFull">Whether the viewer gets the full state whatever it was sent before.</param>
    /// <param name="counters">The sender's counters.</param>
    /// <returns>The frame that shows the tick, or null when nothing has moved for the viewer.</returns>
    public Frame? Advance(EncodedTick frames, IClientProtocol protocol, bool isFull, FanoutCounters counters)
    {
        Frame? frame = isFull
            ? protocol.Full(frames)
            : protocol.Since(frames, _baseTick, whole: _policy.Level == DeliveryLevel.KeyframesOnly);
        long tick = frames.Published.Tick;
        counters.Ticked(_tally.Advance(tick - _baseTick, frame is null));
        _baseTick = tick;
        return frame;
    }

    /// <summary>Records that a range of ticks had nothing for the viewer.</summary>
    /// <param name="from">Nothing moved after this tick.</param>
    /// <param name="to">The last tick of the range.</param>
    /// <param name="counters">The sender's counters.</param>
    public void PassQuiet(long from, long to, FanoutCounters counters)
    {
        if (_baseTick >= from && _baseTick < to)
        {
            counters.Ticked(_tally.Pass(to - _baseTick));
            _baseTick = to;
        }
    }

    /// <summary>Lowers the delivery level if a send has been stuck for too long.</summary>
    public void Stuck(TimeSpan staleness, FanoutCounters counters)
    {
        if (_policy.Stuck(staleness))
        {
            counters.Stepped(_policy.Level);
        }
    }

    /// <summary>Raises the delivery level after sends that completed in time, or lowers it after a late one.</summary>
    public void Sent(TimeSpan took, FanoutCounters counters)
    {
        if (took > SlowConsumerPolicy.InTimeWithin)
        {
            Stuck(took, counters);
        }
        else if (_policy.InTime())
        {
            counters.Stepped(_policy.Level);
        }
    }
}
