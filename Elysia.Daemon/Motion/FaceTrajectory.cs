using Elysia.Diff;
using Elysia.State;

namespace Elysia.Motion;

/// <summary>The true state for protocol 2 as a function of time: between two ticks it is what the simulation itself
/// forecasts, and values that jump in the simulation move continuously here.</summary>
/// <remarks>
/// Tick thread only. A decision of the engines arrives as a step, but a face has inertia. So the step is compensated by
/// an offset that decays with critical damping while the state already has its new value. Nothing is delayed: a state
/// that moves smoothly by itself is shown unchanged.
/// </remarks>
/// <param name="forecast">The simulation: returns her state after some time without any events. Pure.</param>
internal sealed class FaceTrajectory(Func<AvatarState, TimeSpan, AvatarState> forecast)
{
    // An offset below half of what the wire can express counts as zero.
    private const double Gone = 4e-7;

    // The maximum stall after which she continues from what viewers have shown meanwhile.
    private static readonly TimeSpan StallMax = TimeSpan.FromSeconds(2);

    private FieldValues<CriticalDamping> _inertia;
    private CriticalDamping _heart;
    private AvatarState _state;
    private bool _awake;
    private VisemeTimeline? _given;
    private VisemeTimeline? _mouth;
    private long _timestamp;

    /// <summary>The time constant with which a step of the face or of a spirit is smoothed.</summary>
    /// <remarks>Unit: ms. 60: 99 % of a step is shown after 400 ms, the time that a mood takes to settle.</remarks>
    public const int FaceTauMs = 60;

    /// <summary>The time constant with which a new viseme is smoothed.</summary>
    /// <remarks>Unit: ms. 12: reached after 80 ms, which is less than the duration of a phoneme.</remarks>
    public const int MouthTauMs = 12;

    /// <summary>The maximum step of a forecast.</summary>
    public static TimeSpan Step { get; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Whether the last tick was as the previous one had forecast.</summary>
    public bool IsAsForeseen { get; private set; }

    /// <summary>Whether her mouth follows a timeline; nothing else of her turns as sharply.</summary>
    public bool IsSpeaking => _mouth is not null;

    /// <summary>The timeline that her mouth follows exactly: null while she does not speak, and while an earlier step
    /// is still being smoothed.</summary>
    public VisemeTimeline? Mouth => _inertia[(int)FieldId.MouthWidth].TauSeconds > 0 ? null : _mouth;

    /// <summary>The state of the last tick.</summary>
    public AvatarState State => _state;

    /// <summary>Returns the time constant with which a step of a field is smoothed, in milliseconds.</summary>
    public static int TauMs(FieldId field) => field == FieldId.MouthWidth ? MouthTauMs : FaceTauMs;

    /// <summary>Takes the state of a new tick.</summary>
    /// <param name="next">The state after the step.</param>
    /// <param name="elapsed">The time since the last tick.</param>
    /// <param name="mouth">The future movement of her mouth; null while she does not speak.</param>
    /// <param name="timestamp">The current time on the monotonic clock.</param>
    public void Advance(in AvatarState next, TimeSpan elapsed, VisemeTimeline? mouth = null, long timestamp = 0)
    {
        if (_awake)
        {
            AvatarState expected = Ahead(_state, elapsed < StallMax ? elapsed : StallMax);
            bool isOther = !ReferenceEquals(mouth, _given);
            if ((isOther ? _mouth : _given)?.WidthAfter(timestamp, 0) is { } width)
            {
                expected = expected with { Expression = expected.Expression with { MouthWidth = width } };
            }

            double most = 0;
            for (int i = 0; i < Field.Count; i++)
            {
                double step = InRange(next, (FieldId)i) - InRange(expected, (FieldId)i);
                most = Math.Max(most, Math.Abs(step));
                _inertia[i] = TakeUp(_inertia[i], step, TauMs((FieldId)i), elapsed);
            }

            double turns = (next.Heart.PhaseRadians - expected.Heart.PhaseRadians) / Math.Tau;
            _heart = TakeUp(_heart, turns - Math.Round(turns), FaceTauMs, elapsed);
            IsAsForeseen = Math.Max(most, Math.Abs(turns - Math.Round(turns))) < Gone && elapsed < StallMax;
        }

        _awake = true;
        _state = next;
        if (!ReferenceEquals(mouth, _given))
        {
            _mouth = mouth is null ? null : Adopted(mouth, InRange(next, FieldId.MouthWidth), timestamp);
        }

        (_given, _timestamp) = (mouth, timestamp);
    }

    /// <summary>Returns the state that the simulation forecasts, computed in steps so small that their size makes no
    /// difference.</summary>
    public AvatarState Ahead(in AvatarState from, TimeSpan time)
    {
        AvatarState state = from;
        for (TimeSpan left = time; left > TimeSpan.Zero; left -= Step)
        {
            state = forecast(state, left < Step ? left : Step);
        }

        return state;
    }

    /// <summary>Returns the true value of a field at a time between this tick and the next.</summary>
    /// <param name="ahead">The state forecast for that time.</param>
    /// <param name="field">The field.</param>
    /// <param name="seconds">The time since the tick.</param>
    public double At(in AvatarState ahead, FieldId field, double seconds)
    {
        if (field == FieldId.Beat)
        {
            double turns = (ahead.Heart.PhaseRadians / Math.Tau) + At(_heart, seconds);
            return Math.Abs(((turns - Math.Floor(turns)) * 2) - 1);
        }

        double value = field == FieldId.MouthWidth && _mouth is not null
            ? _mouth.WidthAfter(_timestamp, seconds) : InRange(ahead, field);
        return Field.Clamp(field, value + At(_inertia[(int)field], seconds));
    }

    /// <summary>The phase of the heart at the last tick, in turns.</summary>
    public double Turns => (_state.Heart.PhaseRadians / Math.Tau) + At(_heart, 0);

    /// <summary>Returns the true frequency of the heart, in Hz.</summary>
    /// <param name="ahead">The state forecast for that time.</param>
    /// <param name="seconds">The time since the tick.</param>
    public double HertzAt(in AvatarState ahead, double seconds) => Heartbeat.FrequencyHz(ahead.Mood.Arousal)
        + (_heart.TauSeconds > 0 ? _heart.VelocityAt(seconds) : 0);

    /// <summary>Returns the timeline adapted to lips that are elsewhere: the timeline moves them there by itself, so no
    /// offset remains to be smoothed.</summary>
    private VisemeTimeline Adopted(VisemeTimeline mouth, double width, long timestamp)
    {
        double left = At(_inertia[(int)FieldId.MouthWidth], 0);
        _inertia[(int)FieldId.MouthWidth] = default;
        return Math.Abs(left) < Gone ? mouth : mouth.From(timestamp, Field.Clamp(FieldId.MouthWidth, width + left));
    }

    private static double At(CriticalDamping inertia, double seconds) => inertia.TauSeconds > 0 ? inertia.At(seconds) : 0;

    /// <summary>Returns the offset after some time with a new step added to it.</summary>
    private static CriticalDamping TakeUp(CriticalDamping inertia, double step, int tauMs, TimeSpan elapsed)
    {
        CriticalDamping left = inertia.TauSeconds > 0 ? inertia.After(elapsed.TotalSeconds) : default;
        bool gone = Math.Abs(step) < Gone && Math.Abs(left.From) < Gone && Math.Abs(left.Velocity) < Gone;
        return gone ? default : new CriticalDamping(left.From - step, left.Velocity, 0, tauMs / 1000.0);
    }

    private static double InRange(in AvatarState state, FieldId field) => Field.Clamp(field, state[field]);
}
