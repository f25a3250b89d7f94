using Elysia.Diff;

namespace Elysia.Motion;

/// <summary>The motion of the heart: a phase, and a frequency with a critically damped transition to a
/// target.</summary>
/// <param name="StartUs">The time at which it has the phase.</param>
/// <param name="PhaseMicros">The phase in millionths of a turn, 0..999,999; 0 is the peak of a beat.</param>
/// <param name="FromMicros">The frequency at the start, in millionths of 1 Hz.</param>
/// <param name="VelocityMicros">The change of the frequency at the start, in millionths of 1 Hz per second.</param>
/// <param name="TargetMicros">The target frequency, in millionths of 1 Hz.</param>
/// <param name="TauMs">The time constant of the transition in milliseconds, at least 1.</param>
internal sealed record HeartbeatMotion(
    long StartUs, int PhaseMicros, int FromMicros, int VelocityMicros, int TargetMicros, int TauMs) : FieldMotion(StartUs)
{
    private readonly CriticalDamping _hertz = new(
        FixedPoint.ToDouble(FromMicros), FixedPoint.ToDouble(VelocityMicros), FixedPoint.ToDouble(TargetMicros), TauMs / 1000.0);

    /// <inheritdoc/>
    public override int? RestMicros => null;

    /// <inheritdoc/>
    public override long EndUs => long.MaxValue;

    /// <inheritdoc/>
    public override double At(double us)
    {
        double turns = FixedPoint.ToDouble(PhaseMicros) + _hertz.Integral(SecondsAt(us));
        return Math.Abs(((turns - Math.Floor(turns)) * 2) - 1);
    }

    /// <inheritdoc/>
    public override void AddTo(ref MotionDigest digest)
    {
        digest.Add(2);
        digest.AddTime(StartUs);
        digest.Add(PhaseMicros);
        digest.Add(FromMicros);
        digest.Add(VelocityMicros);
        digest.Add(TargetMicros);
        digest.Add(TauMs);
    }
}
