using Elysia.Diff;
using Elysia.State;

namespace Elysia.Motion;

/// <summary>Compares what viewers compute with the true state, and publishes a motion where the two would differ too
/// much.</summary>
/// <remarks>Owned by the tick thread. It evaluates the motions as viewers do, from the numbers they were sent, every
/// few milliseconds up to the next tick. So what a viewer shows differs from the true state by at most the threshold at
/// any instant.</remarks>
/// <param name="threshold">The maximum difference between what a viewer shows and the true value.</param>
/// <param name="face">The trajectory of the true state.</param>
/// <param name="clock">Server time.</param>
/// <param name="heartbeat">The interval at which a digest is due to viewers while nothing moves.</param>
internal sealed class PublishedMotion(DeltaThreshold threshold, FaceTrajectory face, MotionClock clock, TimeSpan heartbeat)
{
    // Between two checks a corner leaves the line by a quarter of the change of slope in that time: for the brows,
    // which turn by 2.5 per second, by 0.00125. Faster values are checked more often.
    private const int LookUs = 2_000;
    private const int LookCloselyUs = 500;
    private const double FastPerSecond = 2;
    private const double UsPerSecond = 1_000_000;
    private const int HorizonMinMs = 2_000;
    private const int HorizonMaxMs = 16_000;

    // Where a quarter of the threshold could be missed at a corner, it is sampled closely, for the time that a mood
    // takes to settle.
    private const int SharpMs = 400;
    private const double TipShare = 0.25;

    // Motions that would become due this soon are sent along, because the headers of a message are longer than the
    // motion of one field.
    private const int SoonUs = 1_000_000;
    private const int SoonStepUs = 50_000;

    // The rest of the threshold is for the time between two checks and for the last digit.
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

    /// <summary>The time after a tick for which what viewers show is checked; at the default rates the next tick is
    /// never later.</summary>
    public static TimeSpan LookAhead { get; } = Heartbeat.MaxStep;

    /// <summary>The time for which a field must hold still before its exact value is published, unless something else
    /// is published earlier.</summary>
    public static TimeSpan SettleAfter { get; } = TimeSpan.FromSeconds(3);

    /// <summary>The interval at which a digest is due to viewers while something moves.</summary>
    /// <remarks>Unit: time. 5 s: a wrong state is corrected before it has been on the screen for long.</remarks>
    public static TimeSpan DigestEvery { get; } = TimeSpan.FromSeconds(5);

    /// <summary>The time after a digest from which the next motion carries another one, which is cheaper than a
    /// separate message.</summary>
    public static TimeSpan DigestWithMotion { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Takes the true state of a new tick and publishes what has to be published.</summary>
    /// <param name="truth">The true state after the step.</param>
    /// <param name="elapsed">The time since the last tick.</param>
    /// <param name="tick">The number of the tick.</param>
    /// <param name="timestamp">The current time on the monotonic clock.</param>
    /// <param name="isUndisturbed">Whether there was no event in the step, so that it is the one that was
    /// forecast.</param>
    /// <param name="mouth">The future movement of her mouth; null while she does not speak.</param>
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

        // Sent more often while something moves: only what moves can go wrong.
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

        // While everything is as forecast, the checks of the last tick remain valid.
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

    /// <summary>Adds the fields that will be due within a second if everything goes as forecast.</summary>
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

    /// <summary>Adds the fields that have held still and are shown nearly right: at rest what a viewer shows is exact.
    /// While her mood decays in small steps, she holds still for a second between two of them, which does not count as
    /// rest.</summary>
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
        // Copied, because senders still read the previous ones.
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
    /// <returns>The fields with corners for which the forecast was too coarse.</returns>
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

    /// <summary>Returns the length of the forecast: doubled each time a curve was right to its end, short after a
    /// surprise.</summary>
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
