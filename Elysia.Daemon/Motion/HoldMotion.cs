using Elysia.Diff;

namespace Elysia.Motion;

/// <summary>The motion of a field at rest.</summary>
/// <param name="StartUs">The time since which it rests.</param>
/// <param name="Micros">The value, in millionths.</param>
internal sealed record HoldMotion(long StartUs, int Micros) : FieldMotion(StartUs)
{
    /// <inheritdoc/>
    public override int? RestMicros => Micros;

    /// <inheritdoc/>
    public override long EndUs => StartUs;

    /// <inheritdoc/>
    public override double At(double us) => FixedPoint.ToDouble(Micros);

    /// <inheritdoc/>
    /// <remarks>Without its start: when a rest began makes no visible difference.</remarks>
    public override void AddTo(ref MotionDigest digest)
    {
        digest.Add(0);
        digest.Add(Micros);
    }
}
