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
internal sealed class PublishedMotion(DeltaThreshold threshold, FaceTrajectory face, MotionClock clock, TimeSpan heartbeat)
{
    // Between two looks a corner leaves the line by a quarter of what it turns in that time: her brows by 0.00125 of 2.5 a
    // second. What moves faster than that is looked at more often.
    private const int LookUs = 2_000;
    private const int LookCloselyUs = 500;
    private const double FastPerSecond = 2;
    private const double UsPerSecond = 1_000_000;
    private const int HorizonMinMs = 2_000;
    private const int HorizonMaxMs = 16_000;

    // A corner of which a quarter of the threshold could be missed is looked at closely, as far as a mood takes to settle.
    private const int SharpMs = 400;
    private const double TipShare = 0.25;

    // What would be told so soon anyway comes along: the headers of a message are longer than what it says of a field.
    private const int SoonUs = 1_000_000;
    private const int SoonStepUs = 50_000;

    // The rest of the threshold is for what lies between two looks and for the last digit.
    private const double CheckShare = 0.85;

    private readonly MotionForecast _forecast = new(face);
    private readonly MotionFit _fit = new(threshold);
    private readonly MouthFit _mouth = new(threshold, clock);
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
    private bool _isFast;

    /// <summary>How far ahead of a tick the picture is checked; no tick of the default rates is further from the next.</summary>
    public static TimeSpan LookAhead { get; } = Heartbeat.MaxStep;

    /// <summary>How long a field holds still until it is told to the last digit, if nothing else is to be told before.</summary>
    public static TimeSpan SettleAfter { get; } = TimeSpan.FromSeconds(3);

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
        in AvatarState truth, TimeSpan elapsed, long tick, long timestamp, bool isUndisturbed = false,
        VisemeTimeline? mouth = null)
    {
        long us = clock.UsOf(timestamp);
        face.Advance(truth, elapsed, mouth, timestamp);
        bool isForeseen = isUndisturbed && face.IsAsForeseen;
        FieldMask due = _motions.Length == 0 ? FieldMask.All : Due(us, elapsed, isForeseen);
        if (!due.IsEmpty)
        {
            Publish(WithSoon(due, us), tick, us, timestamp, isForeseen);
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
        int stepUs = face.IsSpeaking || _isFast || !isForeseen ? LookCloselyUs : LookUs;

        // While all goes as foreseen, what was looked at in the last tick holds.
        int start = isForeseen ? (int)Math.Max(0, _lookedUntilUs - us) : 0;
        AvatarState ahead = face.Ahead(face.State, TimeSpan.FromMicroseconds(start));
        for (int at = start; at <= LookAhead.TotalMicroseconds; at += stepUs)
        {
            _isFast = false;
            for (int i = 0; i < Field.Count; i++)
            {
                var field = (FieldId)i;
                double truth = face.At(ahead, field, at / UsPerSecond);
                _isFast |= at > start && Math.Abs(truth - _looked[i]) > FastPerSecond * stepUs / UsPerSecond;
                _looked[i] = truth;
                if (!due.Has(field) && IsOff(field, us, at, truth))
                {
                    due = due.With(field);
                }
            }

            stepUs = _isFast || face.IsSpeaking ? LookCloselyUs : LookUs;
            ahead = face.Ahead(ahead, TimeSpan.FromMicroseconds(stepUs));
        }

        _lookedUntilUs = us + (long)LookAhead.TotalMicroseconds;
        return Settled(due, us, elapsed);
    }

    /// <summary>Adds what will have to be told within a second, if all goes as foreseen.</summary>
    private FieldMask WithSoon(FieldMask due, long us)
    {
        AvatarState ahead = face.State;
        for (int at = 0; at <= SoonUs && _motions.Length > 0; at += SoonStepUs)
        {
            for (int i = 0; i < Field.Count; i++)
            {
                if (!due.Has((FieldId)i) && IsOff((FieldId)i, us, at, face.At(ahead, (FieldId)i, at / UsPerSecond)))
                {
                    due = due.With((FieldId)i);
                }
            }

            ahead = face.Ahead(ahead, TimeSpan.FromMicroseconds(SoonStepUs));
        }

        return due;
    }

    private bool IsOff(FieldId field, long us, int at, double truth) =>
        Math.Abs(_motions[(int)field].ValueOf(field, us + at) - truth) > threshold.Value * CheckShare;

    /// <summary>Adds the fields that have held still and are shown nearly right: at rest a picture is exact. While her mood goes
    /// home in small steps she is still for a second between two, and that is no rest.</summary>
    private FieldMask Settled(FieldMask due, long us, TimeSpan elapsed)
    {
        FieldMask inexact = FieldMask.None;
        TimeSpan longest = TimeSpan.Zero;
        for (int i = 0; i < Field.Count; i++)
        {
            int micros = FixedPoint.FromDouble(face.At(face.State, (FieldId)i, 0));
            _quiet[i] = micros == _lastTruth[i] ? _quiet[i] + elapsed : TimeSpan.Zero;
            _lastTruth[i] = micros;
            if (_quiet[i] >= PublishedState.SettleAfter && _motions[i].EndUs <= us
                && _motions[i].RestMicros is { } rest && rest != micros)
            {
                inexact = inexact.With((FieldId)i);
                longest = _quiet[i] > longest ? _quiet[i] : longest;
            }
        }

        return longest >= SettleAfter || !due.IsEmpty ? due.With(inexact) : due;
    }

    private void Publish(FieldMask due, long tick, long us, long timestamp, bool isForeseen)
    {
        // Copied, because senders still read the ones before.
        FieldMotion[] motions = _motions.Length == 0 ? new FieldMotion[Field.Count] : [.. _motions];
        _stamps = [.. _stamps];
        int horizon = Horizon(due, us, isForeseen);
        _forecast.Compute(due, horizon);
        FieldMask sharp = Fit(due, motions, us, timestamp);
        if (!sharp.IsEmpty && horizon == HorizonMinMs)
        {
            _forecast.Compute(sharp, SharpMs, closely: true);
            Fit(sharp, motions, us, timestamp);
        }

        for (int i = 0; i < Field.Count; i++)
        {
            if (due.Has((FieldId)i))
            {
                _stamps[i] = tick;
                _horizonMs[i] = horizon;
            }
        }

        _motions = motions;
        _movedTick = tick;
        _lookedUntilUs = 0;
    }

    /// <summary>Finds the motions of some fields.</summary>
    /// <returns>Those of them that have corners for which the forecast was too coarse.</returns>
    private FieldMask Fit(FieldMask fields, FieldMotion[] motions, long us, long timestamp)
    {
        FieldMask sharp = FieldMask.None;
        for (int i = 0; i < Field.Count; i++)
        {
            var field = (FieldId)i;
            if (!fields.Has(field))
            {
                continue;
            }

            double? shown = _motions.Length == 0 ? null : _motions[i].ValueOf(field, us);
            FieldMotion? known = field == FieldId.Beat ? _fit.Heart(us, face.Turns, _forecast)
                : field == FieldId.MouthWidth ? _mouth.Of(face.Mouth, timestamp)
                : null;
            motions[i] = known ?? _fit.Of(field, us, shown, _forecast);
            if (known is null && motions[i] is CurveMotion && _forecast.IsSharp(field, threshold.Value * TipShare))
            {
                sharp = sharp.With(field);
            }
        }

        return sharp;
    }

    /// <summary>How far to look: twice as far each time a curve was right to its end, little after a surprise.</summary>
    private int Horizon(FieldMask due, long us, bool isForeseen)
    {
        int horizon = HorizonMaxMs;
        for (int i = 0; i < Field.Count; i++)
        {
            if (due.Has((FieldId)i))
            {
                bool ranOut = isForeseen && _motions.Length > 0 && _motions[i] is CurveMotion curve
                    && us + LookAhead.TotalMicroseconds >= curve.EndUs;
                horizon = Math.Min(horizon, ranOut ? Math.Clamp(_horizonMs[i] * 2, HorizonMinMs, HorizonMaxMs) : HorizonMinMs);
            }
        }

        return horizon;
    }
}
