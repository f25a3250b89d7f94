using Elysia.Diff;

namespace Elysia.Motion;

/// <summary>A critically damped transition of a field to a target.</summary>
/// <param name="StartUs">The start time.</param>
/// <param name="FromMicros">The value at the start, in millionths.</param>
/// <param name="VelocityMicros">The speed at the start, in millionths per second.</param>
/// <param name="TargetMicros">The target, in millionths.</param>
/// <param name="TauMs">The time constant in milliseconds, at least 1.</param>
internal sealed record DampedMotion(long StartUs, int FromMicros, int VelocityMicros, int TargetMicros, int TauMs)
    : FieldMotion(StartUs)
{
    // The remaining (1 + 20)·e^-20 of a way of 2 is less than a tenth of a millionth.
    private const int RestAfterTaus = 20;

    private readonly CriticalDamping _way = new(
        FixedPoint.ToDouble(FromMicros), FixedPoint.ToDouble(VelocityMicros), FixedPoint.ToDouble(TargetMicros), TauMs / 1000.0);

    /// <inheritdoc/>
    public override int? RestMicros => TargetMicros;

    /// <inheritdoc/>
    public override long EndUs => StartUs + (TauMs * 1000L * RestAfterTaus);

    /// <inheritdoc/>
    public override double At(double us) => _way.At(SecondsAt(us));

    /// <inheritdoc/>
    public override void AddTo(ref MotionDigest digest)
    {
        digest.Add(1);
        digest.AddTime(StartUs);
        digest.Add(FromMicros);
        digest.Add(VelocityMicros);
        digest.Add(TargetMicros);
        digest.Add(TauMs);
    }
}
