using Elysia.Diff;

namespace Elysia.Motion;

/// <summary>A field that rests.</summary>
/// <param name="StartUs">Since when.</param>
/// <param name="Micros">Where, in millionths.</param>
internal sealed record HoldMotion(long StartUs, int Micros) : FieldMotion(StartUs)
{
    /// <inheritdoc/>
    public override int? RestMicros => Micros;

    /// <inheritdoc/>
    public override long EndUs => StartUs;

    /// <inheritdoc/>
    public override double At(double us) => FixedPoint.ToDouble(Micros);

    /// <inheritdoc/>
    /// <remarks>Without its start: a rest has no beginning that could be seen.</remarks>
    public override void AddTo(ref MotionDigest digest)
    {
        digest.Add(0);
        digest.Add(Micros);
    }
}
