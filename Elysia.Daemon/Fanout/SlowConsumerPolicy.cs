namespace Elysia.Fanout;

/// <summary>Decides how much of the stream a viewer gets, from the time for which its sends stay stuck. Pure: time is
/// passed in as staleness.</summary>
/// <remarks>A field of the session, used only on its sender's thread. A viewer whose sends complete at once never
/// leaves the level <see cref="DeliveryLevel.Healthy"/>.</remarks>
internal struct SlowConsumerPolicy
{
    /// <summary>The maximum number of ticks between two frames of a thinned viewer; the minimum is 2. 32 ticks are 2
    /// frames per second at 60 ticks.</summary>
    public const int DivisorMax = 32;

    /// <summary>The number of consecutive frames that must be sent in time before a viewer moves up a level, or its
    /// divisor is halved.</summary>
    /// <remarks>Unit: frames. 4: from <see cref="DeliveryLevel.KeyframesOnly"/> that is four keyframes and then 56
    /// ticks, so a viewer that recovers is back at the full rate within three seconds.</remarks>
    public const int InTimeForStepUp = 4;

    /// <summary>The number of ticks between two frames of a viewer that has just left
    /// <see cref="DeliveryLevel.KeyframesOnly"/>.</summary>
    private const int DivisorAfterKeyframes = 8;

    private int _inTime;
    private int _divisor;

    /// <summary>The staleness of a viewer's state from which the viewer is thinned.</summary>
    /// <remarks>Unit: time. 100 ms: six frames at full rate; less is an ordinary hiccup of a network.</remarks>
    public static TimeSpan ThinFrom { get; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The maximum duration of a send that counts as in time.</summary>
    /// <remarks>Unit: time. 50 ms: not zero, or a viewer behind a small buffer, whose sends rarely complete at once,
    /// would never recover.</remarks>
    public static TimeSpan InTimeWithin { get; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The lag that adds one tick to the interval between the frames of a thinned viewer.</summary>
    /// <remarks>Unit: time. 50 ms, three ticks at full rate: a viewer that is stuck for 400 ms gets every eighth
    /// tick.</remarks>
    public static TimeSpan LagPerDivisor { get; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The staleness from which only keyframes are sent.</summary>
    /// <remarks>Unit: time. 2 s: by then nearly every field has changed, so a delta is as large as a
    /// keyframe.</remarks>
    public static TimeSpan KeyframesFrom { get; } = TimeSpan.FromSeconds(2);

    /// <summary>The minimum time between two keyframes at <see cref="DeliveryLevel.KeyframesOnly"/>.</summary>
    public static TimeSpan KeyframePause { get; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The current level of the viewer.</summary>
    public DeliveryLevel Level { get; private set; }

    /// <summary>The number of ticks from one frame to the next; 1 for a healthy viewer.</summary>
    public readonly int Divisor => Math.Max(1, _divisor);

    /// <summary>Notes that a send is stuck, or was stuck until now.</summary>
    /// <param name="staleness">The time since the send began, which is the age of the state that the viewer
    /// shows.</param>
    /// <returns>Whether the viewer moved down a level.</returns>
    public bool Stuck(TimeSpan staleness)
    {
        if (staleness < ThinFrom)
        {
            return false;
        }

        _inTime = 0;
        _divisor = Math.Max(_divisor, (int)Math.Clamp(staleness / LagPerDivisor, 2, DivisorMax));
        DeliveryLevel reached = staleness >= KeyframesFrom ? DeliveryLevel.KeyframesOnly : DeliveryLevel.Thinned;
        if (reached <= Level)
        {
            return false;
        }

        Level = reached;
        return true;
    }

    /// <summary>Notes that a frame was sent at once, or within <see cref="InTimeWithin"/>.</summary>
    /// <returns>Whether the viewer moved up a level.</returns>
    public bool InTime()
    {
        if (Level == DeliveryLevel.Healthy || ++_inTime < InTimeForStepUp)
        {
            return false;
        }

        _inTime = 0;
        if (Level == DeliveryLevel.KeyframesOnly)
        {
            Level = DeliveryLevel.Thinned;
            _divisor = Math.Min(_divisor, DivisorAfterKeyframes);
            return true;
        }

        _divisor /= 2;
        if (_divisor > 1)
        {
            return false;
        }

        Level = DeliveryLevel.Healthy;
        return true;
    }

    /// <summary>Returns whether the viewer gets a frame now.</summary>
    /// <param name="ticks">The number of ticks since its last frame.</param>
    /// <param name="sinceLast">The time since its last frame.</param>
    public readonly bool Allows(long ticks, TimeSpan sinceLast) => Level switch
    {
        DeliveryLevel.Healthy => true,
        DeliveryLevel.Thinned => ticks >= Divisor,
        _ => sinceLast >= KeyframePause,
    };
}

/// <summary>The share of the stream that a viewer gets; a slow viewer moves down and, once it recovers, up again. Every
/// change of level is counted.</summary>
/// <remarks>A viewer whose send is stuck for ELYSIA_SLOW_CLOSE is closed with
/// <see cref="Elysia.Protocol.Messages.CloseReason.SlowConsumer"/>.</remarks>
internal enum DeliveryLevel
{
    /// <summary>Every tick in which something changed.</summary>
    Healthy,

    /// <summary>One tick in several, depending on the measured lag.</summary>
    Thinned,

    /// <summary>Full states only, at least 500 ms apart (<see cref="SlowConsumerPolicy.KeyframePause"/>), because a
    /// delta with everything that was missed would be larger.</summary>
    KeyframesOnly,
}
