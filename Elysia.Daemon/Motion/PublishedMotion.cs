using Elysia.Diff;
using Elysia.State;

namespace Elysia.Motion;

/// <summary>Compares what viewers compute with the truth, and publishes a motion where the two would part.</summary>
/// <remarks>Owned by the tick thread. It runs the viewers' own evaluator on the numbers they were sent, at every few
/// milliseconds of the time up to the next tick: so a picture is never further from the truth than the threshold, at
/// whatever instant a screen shows it.</remarks>
/// <param name="threshold">How far a picture may be from the truth.</param>
/// <param name="face">The truth.</param>
/// <param name="clock">Server time.</param>
/// <param name="heartbeat">How often viewers are owed a digest while nothing moves.</param>
public sealed class PublishedMotion(DeltaThreshold threshold, MovingFace face, MotionClock clock, TimeSpan heartbeat)
{
    // Between two looks a corner leaves the line by a quarter of what it turns in that time: her brows by 0.00125 of 2.5 a
    // second. What moves faster than that is looked at more often.
    private const int LookUs = 2_000;
    private const int LookCloselyUs = 500;
    private const double FastPerSecond = 2;
    private const double UsPerSecond = 1_000_000;
    private const int HorizonMinMs = 2_000;
    private const int HorizonMaxMs = 16_000;

    // The rest of the threshold is for what lies between two looks and for the last digit.
    private const double CheckShare = 0.85;

    private readonly MotionForecast _forecast = new(face);
    private readonly MotionFit _fit = new(threshold);
    private FieldMotion[] _motions = [];
    private long[] _stamps = new long[Field.Count];
    private FieldValues<double> _looked;
    private FieldValues<int> _lastTruth;
    private FieldValues<TimeSpan> _quiet;
    private FieldValues<int> _horizonMs;
    private long _digestTick;
    private long _digestUs;
    private long _movedTick;
    private long _lookedUntilUs;

    /// <summary>How far ahead of a tick the picture is checked; no tick of the default rates is further from the next.</summary>
    public static TimeSpan LookAhead { get; } = Heartbeat.MaxStep;

    /// <summary>How often viewers are owed a digest while something moves.</summary>
    /// <remarks>Unit: time. 5 s: a wrong picture is found before anybody has got used to it.</remarks>
    public static TimeSpan DigestEvery { get; } = TimeSpan.FromSeconds(5);

    /// <summary>From how long after a digest on the next motion brings another along, which is cheaper than a message of its
    /// own.</summary>
    public static TimeSpan DigestWithMotion { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Takes the truth of a new tick and publishes what has to be.</summary>
    /// <param name="truth">The state after the step.</param>
    /// <param name="elapsed">Time since the last tick.</param>
    /// <param name="tick">The number of the tick.</param>
    /// <param name="timestamp">Now, on the monotonic clock.</param>
    /// <param name="isUndisturbed">Whether nothing happened to her in the step, so that it is the one foreseen.</param>
    /// <param name="mouth">What her mouth will do; null while she does not speak.</param>
    public MotionTick Advance(
        in AvatarState truth, TimeSpan elapsed, long tick, long timestamp, bool isUndisturbed = false, MouthScript? mouth = null)
    {
        long us = clock.UsOf(timestamp);
        face.Advance(truth, elapsed, mouth, timestamp);
        FieldMask due = _motions.Length == 0 ? FieldMask.All : Due(us, elapsed, isUndisturbed && face.IsAsForeseen);
        if (!due.IsEmpty)
        {
            Publish(due, tick, us);
            if (us - _digestUs >= DigestWithMotion.TotalMicroseconds)
            {
                (_digestTick, _digestUs) = (tick, us);
            }
        }

        // Told more often while something moves: only what moves can go wrong.
        TimeSpan every = _movedTick > _digestTick ? DigestEvery : heartbeat;
        if (_digestTick == 0 || us - _digestUs >= every.TotalMicroseconds)
        {
            (_digestTick, _digestUs) = (tick, us);
        }

        return new MotionTick(tick, us, _motions, _stamps, _digestTick);
    }

    private FieldMask Due(long us, TimeSpan elapsed, bool isForeseen)
    {
        FieldMask due = FieldMask.None;
        double allowed = threshold.Value * CheckShare;
        int stepUs = face.IsSpeaking ? LookCloselyUs : LookUs;

        // While all goes as foreseen, what was looked at in the last tick holds.
        int start = isForeseen ? (int)Math.Max(0, _lookedUntilUs - us) : 0;
        AvatarState ahead = face.Ahead(face.State, TimeSpan.FromMicroseconds(start));
        for (int at = start; at <= LookAhead.TotalMicroseconds; at += stepUs)
        {
            bool isFast = false;
            for (int i = 0; i < Field.Count; i++)
            {
                var field = (FieldId)i;
                double truth = face.At(ahead, field, at / UsPerSecond);
                isFast |= at > start && Math.Abs(truth - _looked[i]) > FastPerSecond * stepUs / UsPerSecond;
                _looked[i] = truth;
                if (!due.Has(field) && Math.Abs(_motions[i].ValueOf(field, us + at) - truth) > allowed)
                {
                    due = due.With(field);
                }
            }

            stepUs = isFast || face.IsSpeaking ? LookCloselyUs : LookUs;
            ahead = face.Ahead(ahead, TimeSpan.FromMicroseconds(stepUs));
        }

        _lookedUntilUs = us + (long)LookAhead.TotalMicroseconds;
        return Settled(due, us, elapsed);
    }

    /// <summary>Adds the fields that have held still and are shown nearly right: at rest a picture is exact.</summary>
    private FieldMask Settled(FieldMask due, long us, TimeSpan elapsed)
    {
        for (int i = 0; i < Field.Count; i++)
        {
            int micros = FixedPoint.FromDouble(face.At(face.State, (FieldId)i, 0));
            _quiet[i] = micros == _lastTruth[i] ? _quiet[i] + elapsed : TimeSpan.Zero;
            _lastTruth[i] = micros;
            if (_quiet[i] >= PublishedState.SettleAfter && _motions[i].EndUs <= us
                && _motions[i].RestMicros is { } rest && rest != micros)
            {
                due = due.With((FieldId)i);
            }
        }

        return due;
    }

    private void Publish(FieldMask due, long tick, long us)
    {
        // Copied, because senders still read the ones before.
        FieldMotion[] motions = _motions.Length == 0 ? new FieldMotion[Field.Count] : [.. _motions];
        _stamps = [.. _stamps];
        int horizon = Horizon(due, us);
        _forecast.Look(due, horizon);
        for (int i = 0; i < Field.Count; i++)
        {
            if (due.Has((FieldId)i))
            {
                double? shown = motions[i]?.ValueOf((FieldId)i, us);
                motions[i] = (FieldId)i == FieldId.Beat
                    ? _fit.Heart(us, face.Turns, _forecast)
                    : _fit.Of((FieldId)i, us, shown, _forecast);
                _stamps[i] = tick;
                _horizonMs[i] = horizon;
            }
        }

        _motions = motions;
        _movedTick = tick;
        _lookedUntilUs = 0;
    }

    /// <summary>How far to look: twice as far each time a curve was right to its end, little after a surprise.</summary>
    private int Horizon(FieldMask due, long us)
    {
        int horizon = HorizonMaxMs;
        for (int i = 0; i < Field.Count; i++)
        {
            if (due.Has((FieldId)i))
            {
                bool ranOut = _motions.Length > 0 && _motions[i] is CurveMotion curve
                    && us + LookAhead.TotalMicroseconds >= curve.EndUs;
                horizon = Math.Min(horizon, ranOut ? Math.Clamp(_horizonMs[i] * 2, HorizonMinMs, HorizonMaxMs) : HorizonMinMs);
            }
        }

        return horizon;
    }
}
