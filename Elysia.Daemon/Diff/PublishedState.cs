using Elysia.State;

namespace Elysia.Diff;

/// <summary>Compares the true state with the published one, field by field, and publishes the fields that differ too
/// much.</summary>
/// <remarks>
/// Owned by the tick thread. The baseline of each field is the number that viewers were sent, not the true value of the
/// previous tick: this is what rules out the drift of the reference (system.md section 8).
/// </remarks>
/// <param name="threshold">The maximum difference between a published and a true value.</param>
internal sealed class PublishedState(DeltaThreshold threshold)
{
    private FieldValues<int> _published;
    private FieldValues<long> _stamps;
    private FieldValues<int> _lastTruth;
    private FieldValues<TimeSpan> _quiet;
    private long _tick;

    /// <summary>The time for which a field must hold still before its exact value is published.</summary>
    /// <remarks>Unit: time. 250 ms: too short to be noticed, but longer than the gap between two pushes of a slow
    /// engine (10 Hz), whose small steps would otherwise each be published exactly.</remarks>
    public static TimeSpan SettleAfter { get; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Takes the true state of a new tick and publishes what has to be published.</summary>
    /// <param name="truth">The true state after the step.</param>
    /// <param name="elapsed">Time since the last tick.</param>
    /// <param name="timestamp">The current time on the monotonic clock.</param>
    /// <returns>The published state as of this tick, within the threshold of the true state in every field.</returns>
    public PublishedTick Advance(in AvatarState truth, TimeSpan elapsed, long timestamp)
    {
        _tick++;
        for (int i = 0; i < Field.Count; i++)
        {
            var field = (FieldId)i;
            double value = Field.Clamp(field, truth[field]);
            int micros = FixedPoint.FromDouble(value);
            _quiet[i] = micros == _lastTruth[i] ? _quiet[i] + elapsed : TimeSpan.Zero;
            _lastTruth[i] = micros;

            bool left = _tick == 1 || Math.Abs(value - FixedPoint.ToDouble(_published[i])) > threshold.Value;
            bool settled = micros != _published[i] && _quiet[i] >= SettleAfter;
            if (left || settled)
            {
                _published[i] = settled ? micros : FixedPoint.RoundTo(micros, threshold.Quantum);
                _stamps[i] = _tick;
            }
        }

        return new PublishedTick(_tick, timestamp, _published, _stamps);
    }
}
