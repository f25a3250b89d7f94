using Elysia.Diff;

namespace Elysia.Motion;

/// <summary>A short curve with keys, for what is known in advance and has no simpler form, e.g. visemes, blinks and
/// breath. Cubic (Hermite) between two keys, at rest after the last.</summary>
/// <param name="StartUs">The time of the first key.</param>
/// <param name="Keys">1 to <see cref="KeysMax"/> keys; never modified.</param>
internal sealed record CurveMotion(long StartUs, IReadOnlyList<CurveKey> Keys) : FieldMotion(StartUs)
{
    /// <summary>The maximum number of keys of a curve.</summary>
    /// <remarks>Unit: keys. 48: eight blinks with the breath between them; about 500 bytes of JSON.</remarks>
    public const int KeysMax = 48;

    private readonly int _lengthMs = Keys.Sum(key => key.AfterMs);

    /// <inheritdoc/>
    public override int? RestMicros => Keys[^1].Micros;

    /// <inheritdoc/>
    public override long EndUs => StartUs + (_lengthMs * 1000L);

    /// <inheritdoc/>
    public override double At(double us)
    {
        double ms = (us - StartUs) / 1000;
        if (ms <= 0)
        {
            return FixedPoint.ToDouble(Keys[0].Micros);
        }

        for (int i = 1; i < Keys.Count; i++)
        {
            if (ms < Keys[i].AfterMs)
            {
                return Between(Keys[i - 1], Keys[i], ms / Keys[i].AfterMs);
            }

            ms -= Keys[i].AfterMs;
        }

        return FixedPoint.ToDouble(Keys[^1].Micros);
    }

    /// <inheritdoc/>
    public override void AddTo(ref MotionDigest digest)
    {
        digest.Add(3);
        digest.AddTime(StartUs);
        foreach (CurveKey key in Keys)
        {
            digest.Add(key.AfterMs);
            digest.Add(key.Micros);
            digest.Add(key.SlopeMicros);
        }
    }

    /// <summary>Evaluates the cubic through two keys with their slopes.</summary>
    /// <param name="from">The previous key.</param>
    /// <param name="to">The next key.</param>
    /// <param name="part">The position between them, 0..1.</param>
    internal static double Between(CurveKey from, CurveKey to, double part)
    {
        double seconds = to.AfterMs / 1000.0;
        double p0 = FixedPoint.ToDouble(from.Micros);
        double p1 = FixedPoint.ToDouble(to.Micros);
        double m0 = FixedPoint.ToDouble(from.SlopeMicros) * seconds;
        double m1 = FixedPoint.ToDouble(to.SlopeMicros) * seconds;
        double c2 = (3 * (p1 - p0)) - (2 * m0) - m1;
        double c3 = (2 * (p0 - p1)) + m0 + m1;
        return p0 + (part * (m0 + (part * (c2 + (part * c3)))));
    }
}

/// <summary>One key of a <see cref="CurveMotion"/>.</summary>
/// <param name="AfterMs">Milliseconds since the previous key, at least 1; 0 for the first.</param>
/// <param name="Micros">The value at the key, in millionths.</param>
/// <param name="SlopeMicros">The slope at the key, in millionths per second.</param>
internal readonly record struct CurveKey(int AfterMs, int Micros, int SlopeMicros);
