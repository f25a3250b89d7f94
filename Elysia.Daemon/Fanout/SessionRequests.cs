using Elysia.Protocol;

namespace Elysia.Fanout;

/// <summary>The requests of a viewer of protocol 2 since it joined: written by its receive loop, read by its
/// sender.</summary>
internal sealed class SessionRequests
{
    /// <summary>The minimum time between two keyframes of a paused viewer; they are sent only when something has
    /// changed.</summary>
    /// <remarks>Unit: time. 15 s: shorter than the heartbeat interval, so that the viewer can tell that the connection
    /// is alive.</remarks>
    public static TimeSpan PausedPace { get; } = TimeSpan.FromSeconds(15);

    private long _paceTicks;
    private int _keyframe;
    private long _ackedTick;

    // When a client that drives her sent its last message; 0 for every other client.
    private long _heardAt;

    /// <summary>Creates the requests of a new viewer.</summary>
    /// <param name="fps">The maximum number of state messages per second; null for no limit.</param>
    public SessionRequests(int? fps) => _paceTicks = fps is { } rate ? PaceOf(rate).Ticks : 0;

    /// <summary>The shortest time from one state message to the next.</summary>
    public TimeSpan Pace => new(Volatile.Read(ref _paceTicks));

    /// <summary>Whether the viewer is paused: it gets keyframes only, at long intervals.</summary>
    public bool IsPaused => Pace == PausedPace;

    /// <summary>Whether the viewer has asked for a keyframe that has not been sent yet.</summary>
    public bool WantsKeyframe => Volatile.Read(ref _keyframe) != 0;

    /// <summary>The last tick that the viewer has acknowledged; 0 before the first acknowledgement.</summary>
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

    /// <summary>Changes the rate of state messages.</summary>
    /// <param name="fps">The maximum number of state messages per second; 0 pauses the viewer.</param>
    public void Rate(int fps) => Volatile.Write(ref _paceTicks, PaceOf(fps).Ticks);

    /// <summary>Notes that the viewer has acknowledged a tick.</summary>
    public void Acked(long tick) => Volatile.Write(ref _ackedTick, tick);

    /// <summary>Asks for a keyframe as the next state message.</summary>
    public void AskKeyframe() => Volatile.Write(ref _keyframe, 1);

    /// <summary>Takes the request for a keyframe, if there is one. Sender thread only.</summary>
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

/// <summary>The options that a viewer asked for when it connected.</summary>
/// <param name="Protocol">The protocol it speaks.</param>
/// <param name="Fps">The maximum number of state messages per second; null for no limit.</param>
/// <param name="Resume">The state that the viewer says it has; null for none.</param>
internal sealed record SessionOptions(IClientProtocol Protocol, int? Fps = null, ResumePoint? Resume = null);
