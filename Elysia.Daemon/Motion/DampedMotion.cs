using Elysia.Diff;

namespace Elysia.Motion;

/// <summary>A field on its critically damped way to a target.</summary>
/// <param name="StartUs">When it set out.</param>
/// <param name="FromMicros">From where, in millionths.</param>
/// <param name="VelocityMicros">How fast at the start, in millionths per second.</param>
/// <param name="TargetMicros">Where to, in millionths.</param>
/// <param name="TauMs">Time constant in milliseconds, at least 1.</param>
internal sealed record DampedMotion(long StartUs, int FromMicros, int VelocityMicros, int TargetMicros, int TauMs)
    : FieldMotion(StartUs)
{
    // (1 + 20)·e^-20 of a way of 2 is less than a tenth of a millionth.
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
