using Elysia.Diff;
using Elysia.State;

namespace Elysia.Motion;

/// <summary>The truth of protocol 2 as a function of time: between two ticks it is what the simulation itself foresees, and what
/// jumps there moves here.</summary>
/// <remarks>
/// Tick thread only. What the engines decide arrives as a step; a face has inertia, so the step is taken up by an offset that
/// fades on a critically damped way while the state already has its new value. Nothing is delayed: a state that moves
/// smoothly by itself is shown as it is.
/// </remarks>
/// <param name="forecast">The simulation: her state after some time in which nothing happens to her. Pure.</param>
internal sealed class FaceTrajectory(Func<AvatarState, TimeSpan, AvatarState> forecast)
{
    // Below half of what the wire can express an offset is none.
    private const double Gone = 4e-7;

    // The longest stall after which she goes on from where viewers saw her go meanwhile.
    private static readonly TimeSpan StallMax = TimeSpan.FromSeconds(2);

    private FieldValues<CriticalDamping> _inertia;
    private CriticalDamping _heart;
    private AvatarState _state;
    private bool _awake;
    private VisemeTimeline? _given;
    private VisemeTimeline? _mouth;
    private long _timestamp;

    /// <summary>Time constant with which a step of the face or of a spirit is taken up.</summary>
    /// <remarks>Unit: ms. 60: 99 % of a step is shown after 400 ms, as long as a mood takes to settle.</remarks>
    public const int FaceTauMs = 60;

    /// <summary>Time constant with which a new viseme is taken up.</summary>
    /// <remarks>Unit: ms. 12: there after 80 ms, which is less than a spoken letter lasts.</remarks>
    public const int MouthTauMs = 12;

    /// <summary>The longest step of a forecast.</summary>
    public static TimeSpan Step { get; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Whether the last tick showed what the one before foresaw.</summary>
    public bool IsAsForeseen { get; private set; }

    /// <summary>Whether her mouth follows a script: nothing of her turns as sharply.</summary>
    public bool IsSpeaking => _mouth is not null;

    /// <summary>What her mouth follows, to the letter: null while she does not speak, and while a step that came meanwhile is
    /// taken up.</summary>
    public VisemeTimeline? Mouth => _inertia[(int)FieldId.MouthWidth].TauSeconds > 0 ? null : _mouth;

    /// <summary>The state of the last tick.</summary>
    public AvatarState State => _state;

    /// <summary>How fast a step of a field is taken up.</summary>
    public static int TauMs(FieldId field) => field == FieldId.MouthWidth ? MouthTauMs : FaceTauMs;

    /// <summary>Takes the state of a new tick.</summary>
    /// <param name="next">The state after the step.</param>
    /// <param name="elapsed">Time since the last tick.</param>
    /// <param name="mouth">What her mouth will do; null while she does not speak.</param>
    /// <param name="timestamp">Now, on the monotonic clock.</param>
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

    /// <summary>The state as the simulation foresees it, in steps so small that their size makes no difference.</summary>
    public AvatarState Ahead(in AvatarState from, TimeSpan time)
    {
        AvatarState state = from;
        for (TimeSpan left = time; left > TimeSpan.Zero; left -= Step)
        {
            state = forecast(state, left < Step ? left : Step);
        }

        return state;
    }

    /// <summary>The true value of a field at a moment between this tick and the next.</summary>
    /// <param name="ahead">The state foreseen for that moment.</param>
    /// <param name="field">Which field.</param>
    /// <param name="seconds">How long after the tick the moment is.</param>
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

    /// <summary>The true frequency of the heart, in Hz.</summary>
    /// <param name="ahead">The state foreseen for the moment.</param>
    /// <param name="seconds">How long after the tick the moment is.</param>
    public double HertzAt(in AvatarState ahead, double seconds) => Heartbeat.FrequencyHz(ahead.Mood.Arousal)
        + (_heart.TauSeconds > 0 ? _heart.VelocityAt(seconds) : 0);

    /// <summary>A script for lips that are elsewhere: they go there by themselves, and nothing is left to be taken up.</summary>
    private VisemeTimeline Adopted(VisemeTimeline mouth, double width, long timestamp)
    {
        double left = At(_inertia[(int)FieldId.MouthWidth], 0);
        _inertia[(int)FieldId.MouthWidth] = default;
        return Math.Abs(left) < Gone ? mouth : mouth.From(timestamp, Field.Clamp(FieldId.MouthWidth, width + left));
    }

    private static double At(CriticalDamping inertia, double seconds) => inertia.TauSeconds > 0 ? inertia.At(seconds) : 0;

    /// <summary>An offset that goes on fading and takes a new step up.</summary>
    private static CriticalDamping TakeUp(CriticalDamping inertia, double step, int tauMs, TimeSpan elapsed)
    {
        CriticalDamping left = inertia.TauSeconds > 0 ? inertia.After(elapsed.TotalSeconds) : default;
        bool gone = Math.Abs(step) < Gone && Math.Abs(left.From) < Gone && Math.Abs(left.Velocity) < Gone;
        return gone ? default : new CriticalDamping(left.From - step, left.Velocity, 0, tauMs / 1000.0);
    }

    private static double InRange(in AvatarState state, FieldId field) => Field.Clamp(field, state[field]);
}
