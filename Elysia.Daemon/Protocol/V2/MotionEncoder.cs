using System.Text;
using Elysia.Motion;
using Elysia.Protocol.Wire;
using Elysia.State;

namespace Elysia.Protocol.V2;

/// <summary>Encodes the state messages of `elysia.v2.json`. Stateless and pure: the same motions, mask and digest give
/// the same bytes.</summary>
internal static class MotionEncoder
{
    /// <summary>The default time constant in milliseconds, which is left out of a message.</summary>
    public const int DefaultTauMs = FaceTrajectory.FaceTauMs;

    // The maximum: every field is the longest curve, and every number has its maximum length.
    private const int MaxBytes = 24 * 1024;

    private static readonly byte[][] Keys = [.. Enumerable.Range(0, Field.Count)
        .Select(i => Encoding.UTF8.GetBytes($"\"{Field.Name((FieldId)i)}\":"))];

    /// <summary>Encodes all motions; a viewer discards those that it had.</summary>
    public static Frame Keyframe(MotionTick motions) => Encode(FrameKind.Full, motions, FieldMask.All, withDigest: true);

    /// <summary>Encodes the motions that a viewer lacks.</summary>
    /// <param name="motions">All motions.</param>
    /// <param name="mask">The fields that the viewer lacks; an empty mask makes a message of the digest alone.</param>
    /// <param name="withDigest">Whether to add the digest of all motions, including those that the viewer has.</param>
    public static Frame Delta(MotionTick motions, FieldMask mask, bool withDigest) =>
        Encode(mask.IsEmpty ? FrameKind.Digest : FrameKind.Delta, motions, mask, withDigest);

    private static Frame Encode(FrameKind kind, MotionTick motions, FieldMask mask, bool withDigest)
    {
        Span<byte> buffer = stackalloc byte[MaxBytes];
        var json = new JsonSpanWriter(buffer);
        json.Raw(kind switch
        {
            FrameKind.Full => "{\"type\":\"keyframe\",\"tick\":"u8,
            FrameKind.Delta => "{\"type\":\"delta\",\"tick\":"u8,
            _ => "{\"type\":\"digest\",\"tick\":"u8,
        });
        json.Integer(motions.Tick);
        json.Raw(",\"t\":"u8);
        json.Milliseconds(motions.Us);
        if (!mask.IsEmpty)
        {
            json.Raw(",\"motion\":{"u8);
            for (int i = 0; i < Field.Count; i++)
            {
                if (mask.Has((FieldId)i))
                {
                    json.Raw(Keys[i]);
                    Motion(ref json, motions[(FieldId)i], motions.Us);
                    json.Raw(","u8);
                }
            }

            json.ReplaceLast((byte)'}');
        }

        if (withDigest)
        {
            json.Raw(",\"digest\":\""u8);
            json.Hex(motions.Digest());
            json.Raw("\""u8);
        }

        json.Raw("}"u8);
        return new Frame(kind, json.Written.ToArray());
    }

    private static void Motion(ref JsonSpanWriter json, FieldMotion motion, long nowUs)
    {
        long ago = nowUs - motion.StartUs;
        switch (motion)
        {
            case HoldMotion hold:
                json.Micros(hold.Micros);
                break;

            case DampedMotion way:
                json.Raw("["u8);
                json.Micros(way.TargetMicros);
                json.Raw(","u8);
                json.Micros(way.FromMicros);
                Tail(ref json, way.VelocityMicros, way.TauMs, ago);
                break;

            case HeartbeatMotion beat:
                json.Raw("["u8);
                json.Micros(beat.TargetMicros);
                json.Raw(","u8);
                json.Micros(beat.PhaseMicros);
                bool steady = beat.FromMicros == beat.TargetMicros && beat.VelocityMicros == 0 && beat.TauMs == DefaultTauMs;
                if (!steady || ago != 0)
                {
                    json.Raw(","u8);
                    json.Micros(beat.FromMicros);
                }

                Tail(ref json, beat.VelocityMicros, beat.TauMs, ago);
                break;

            case CurveMotion curve:
                Curve(ref json, curve, ago);
                break;
        }
    }

    /// <summary>Writes velocity, time constant and age, without the trailing values that equal the default.</summary>
    private static void Tail(ref JsonSpanWriter json, int velocityMicros, int tauMs, long agoUs)
    {
        if (velocityMicros != 0 || tauMs != DefaultTauMs || agoUs != 0)
        {
            json.Raw(","u8);
            json.Micros(velocityMicros);
        }

        if (tauMs != DefaultTauMs || agoUs != 0)
        {
            json.Raw(","u8);
            json.Integer(tauMs);
        }

        if (agoUs != 0)
        {
            json.Raw(","u8);
            json.Milliseconds(agoUs);
        }

        json.Raw("]"u8);
    }

    private static void Curve(ref JsonSpanWriter json, CurveMotion curve, long agoUs)
    {
        json.Raw("{\"keys\":["u8);
        for (int i = 0; i < curve.Keys.Count; i++)
        {
            CurveKey key = curve.Keys[i];
            if (i > 0)
            {
                json.Raw(","u8);
                json.Integer(key.AfterMs);
                json.Raw(","u8);
            }

            json.Micros(key.Micros);
            json.Raw(","u8);
            json.Micros(key.SlopeMicros);
        }

        json.Raw("]"u8);
        if (agoUs != 0)
        {
            json.Raw(",\"ago\":"u8);
            json.Milliseconds(agoUs);
        }

        json.Raw("}"u8);
    }
}
