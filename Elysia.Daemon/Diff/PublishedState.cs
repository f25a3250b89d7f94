using Elysia.State;

namespace Elysia.Diff;

/// <summary>Compares the truth with what was published, field by field, and publishes what left its place.</summary>
/// <remarks>
/// Owned by the tick thread. The baseline of each field is the number viewers were sent, not the truth of the previous tick:
/// that is what makes the reference's drift impossible (system.md section 8).
/// </remarks>
/// <param name="threshold">How far a picture may be from the truth.</param>
internal sealed class PublishedState(DeltaThreshold threshold)
{
    private FieldValues<int> _published;
    private FieldValues<long> _stamps;
    private FieldValues<int> _lastTruth;
    private FieldValues<TimeSpan> _quiet;
    private long _tick;

    /// <summary>How long a field must hold still until its exact value is published.</summary>
    /// <remarks>Unit: time. 250 ms: shorter than a glance, longer than the gap between two pushes of a slow engine (10 Hz),
    /// whose every small step would otherwise be settled one by one.</remarks>
    public static TimeSpan SettleAfter { get; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Takes the truth of a new tick and publishes what has to be.</summary>
    /// <param name="truth">The state after the step.</param>
    /// <param name="elapsed">Time since the last tick.</param>
    /// <param name="timestamp">Now, on the monotonic clock.</param>
    /// <returns>The published picture as of this tick, within the threshold of the truth in every field.</returns>
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
