using Elysia.Protocol;

namespace Elysia.Fanout;

/// <summary>What a viewer of protocol 2 wants changed while it watches: left here by its receive loop, read by its
/// sender.</summary>
internal sealed class SessionRequests
{
    /// <summary>How far apart the keyframes of a paused viewer are, at least; they come with something that moves.</summary>
    /// <remarks>Unit: time. 15 s: before a heartbeat is over, so that it knows the connection to live.</remarks>
    public static TimeSpan PausedPace { get; } = TimeSpan.FromSeconds(15);

    private long _paceTicks;
    private int _keyframe;
    private long _ackedTick;

    // When a client that drives her sent its last message; 0 for every other client.
    private long _heardAt;

    /// <summary>Notes of a viewer.</summary>
    /// <param name="fps">Most state messages a second; null for every one.</param>
    public SessionRequests(int? fps) => _paceTicks = fps is { } rate ? PaceOf(rate).Ticks : 0;

    /// <summary>The shortest time from one state message to the next.</summary>
    public TimeSpan Pace => new(Volatile.Read(ref _paceTicks));

    /// <summary>Whether it wants keyframes only for now, and few.</summary>
    public bool IsPaused => Pace == PausedPace;

    /// <summary>Whether it waits for a keyframe.</summary>
    public bool WantsKeyframe => Volatile.Read(ref _keyframe) != 0;

    /// <summary>The last tick that the viewer said it was told; 0 before it said so.</summary>
    public long AckedTick => Volatile.Read(ref _ackedTick);

    /// <summary>Returns the time since the last message of a client that drives her; null for every other client.</summary>
    /// <param name="time">The daemon's clock.</param>
    /// <param name="now">Now, on the monotonic clock.</param>
    public TimeSpan? Silent(TimeProvider time, long now)
    {
        long heard = Volatile.Read(ref _heardAt);
        return heard == 0 ? null : time.GetElapsedTime(heard, Math.Max(heard, now));
    }

    /// <summary>Records that the client sent a message.</summary>
    /// <param name="now">Now, on the monotonic clock.</param>
    /// <param name="drives">Whether it was a mood: from now on the client counts as one that drives her.</param>
    public void Heard(long now, bool drives)
    {
        if (drives || _heardAt != 0)
        {
            Volatile.Write(ref _heardAt, now);
        }
    }

    /// <summary>Changes the pace.</summary>
    /// <param name="fps">Most state messages a second; 0 leaves a keyframe now and then.</param>
    public void Rate(int fps) => Volatile.Write(ref _paceTicks, PaceOf(fps).Ticks);

    /// <summary>The viewer was told a tick.</summary>
    public void Acked(long tick) => Volatile.Write(ref _ackedTick, tick);

    /// <summary>The next state message is to be a whole one.</summary>
    public void AskKeyframe() => Volatile.Write(ref _keyframe, 1);

    /// <summary>Takes the wish for a keyframe, if there is one. Sender thread only.</summary>
    internal bool TakeKeyframe()
    {
        if (Volatile.Read(ref _keyframe) == 0)
        {
            return false;
        }

        Volatile.Write(ref _keyframe, 0);
        return true;
    }

    private static TimeSpan PaceOf(int fps) => fps <= 0 ? PausedPace : TimeSpan.FromSeconds(0.98 / fps);
}

/// <summary>What a viewer asked for with its connection.</summary>
/// <param name="Dialect">The protocol it speaks.</param>
/// <param name="Fps">Most state messages a second; null for every one.</param>
/// <param name="Resume">The picture it says it has; null for none.</param>
internal sealed record SessionOptions(IClientProtocol Dialect, int? Fps = null, ResumePoint? Resume = null);
