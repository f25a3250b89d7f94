namespace Elysia.Fanout;

/// <summary>Decides how much of the stream a viewer gets, from how long its sends stay stuck. Pure: time comes as
/// staleness.</summary>
/// <remarks>A field of the session, its sender's thread only. A viewer whose sends complete at once never leaves the
/// top.</remarks>
internal struct SlowConsumerPolicy
{
    /// <summary>Fewest ticks between two frames of a thinned viewer are two, most this many: 2 frames a second at 60
    /// ticks.</summary>
    public const int DivisorMax = 32;

    /// <summary>Frames in a row that must go out in time before a viewer goes up a rung, or is thinned half as much.</summary>
    /// <remarks>Unit: frames. 4: from the last rung four keyframes and then 56 ticks, so who wakes is back at full rate within
    /// three seconds.</remarks>
    public const int InTimeForStepUp = 4;

    /// <summary>Ticks between two frames of a viewer that comes up from the last rung.</summary>
    private const int DivisorAfterKeyframes = 8;

    private int _inTime;
    private int _divisor;

    /// <summary>Staleness of a viewer's picture from which it is thinned.</summary>
    /// <remarks>Unit: time. 100 ms: six frames at full rate; less is an ordinary hiccup of a network.</remarks>
    public static TimeSpan ThinFrom { get; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a send may take to count as in time.</summary>
    /// <remarks>Unit: time. 50 ms: a send need not complete at once for that, or a viewer behind a small buffer would never
    /// recover.</remarks>
    public static TimeSpan InTimeWithin { get; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Lag that costs a thinned viewer one more tick between frames.</summary>
    /// <remarks>Unit: time. 50 ms, three ticks at full rate: what cannot follow for 400 ms gets every eighth tick.</remarks>
    public static TimeSpan LagPerDivisor { get; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Staleness from which only keyframes are sent.</summary>
    /// <remarks>Unit: time. 2 s: by then nearly every field has moved, so a delta is a keyframe anyway.</remarks>
    public static TimeSpan KeyframesFrom { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Pause between two keyframes on the last rung.</summary>
    public static TimeSpan KeyframePause { get; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Where the viewer stands.</summary>
    public DeliveryLevel Level { get; private set; }

    /// <summary>Ticks from one frame to the next; 1 for a healthy viewer.</summary>
    public readonly int Divisor => Math.Max(1, _divisor);

    /// <summary>A send is stuck, or was until now.</summary>
    /// <param name="staleness">Since it began: how old the picture is that the viewer shows.</param>
    /// <returns>Whether the viewer went down a rung.</returns>
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

    /// <summary>A frame went out at once, or within <see cref="InTimeWithin"/>.</summary>
    /// <returns>Whether the viewer went up a rung.</returns>
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

    /// <summary>Whether the viewer gets a frame now.</summary>
    /// <param name="ticks">Ticks since its last frame.</param>
    /// <param name="sinceLast">Time since its last frame.</param>
    public readonly bool Allows(long ticks, TimeSpan sinceLast) => Level switch
    {
        DeliveryLevel.Healthy => true,
        DeliveryLevel.Thinned => ticks >= Divisor,
        _ => sinceLast >= KeyframePause,
    };
}

/// <summary>How much of the stream a viewer gets: the ladder a slow one goes down. Each step is counted; all but the last are
/// reversible.</summary>
/// <remarks>The last step is the end: <see cref="Elysia.Protocol.Messages.CloseReason.SlowConsumer"/> after ELYSIA_SLOW_CLOSE of
/// silence.</remarks>
internal enum DeliveryLevel
{
    /// <summary>Every tick in which something moved.</summary>
    Healthy,

    /// <summary>Every so many ticks, by the lag that was measured.</summary>
    Thinned,

    /// <summary>A whole state, at most each 500 ms (<see cref="SlowConsumerPolicy.KeyframePause"/>), because a delta with
    /// everything that was missed would cost more.</summary>
    KeyframesOnly,
}
