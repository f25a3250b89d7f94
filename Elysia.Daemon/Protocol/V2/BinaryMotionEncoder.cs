using Elysia.Motion;
using Elysia.Protocol.Wire;
using Elysia.State;

namespace Elysia.Protocol.V2;

/// <summary>Encodes the state messages of `elysia.v2.bin`: the content of <see cref="MotionEncoder"/> in a fifth of the
/// bytes. Stateless and pure.</summary>
internal static class BinaryMotionEncoder
{
    // The maximum: every field is the longest curve, and every number has its maximum length: 12 × (48 × 13 + 12) and
    // the frame around them.
    private const int MaxBytes = 8 * 1024;

    /// <summary>Encodes all motions; a viewer discards those that it had.</summary>
    public static Frame Keyframe(MotionTick motions) =>
        Encode(FrameKind.Full, BinaryMotion.Keyframe, motions, FieldMask.All, withDigest: true);

    /// <summary>Encodes the motions that a viewer lacks.</summary>
    /// <param name="motions">All motions.</param>
    /// <param name="mask">The fields that the viewer lacks; an empty mask makes a message of the digest alone.</param>
    /// <param name="withDigest">Whether to add the digest of all motions, including those that the viewer has.</param>
    public static Frame Delta(MotionTick motions, FieldMask mask, bool withDigest) => mask.IsEmpty
        ? Encode(FrameKind.Digest, BinaryMotion.Digest, motions, mask, withDigest)
        : Encode(FrameKind.Delta, BinaryMotion.Delta, motions, mask, withDigest);

    private static Frame Encode(FrameKind kind, byte head, MotionTick motions, FieldMask mask, bool withDigest)
    {
        Span<byte> buffer = stackalloc byte[MaxBytes];
        var binary = new BinarySpanWriter(buffer);
        binary.Byte((byte)(head | (withDigest ? BinaryMotion.HasDigest : 0)));
        binary.Count(motions.Tick);
        binary.Count(motions.Us);
        if (head == BinaryMotion.Delta)
        {
            binary.Count(mask.Bits);
        }

        for (int i = 0; i < Field.Count; i++)
        {
            if (mask.Has((FieldId)i))
            {
                Motion(ref binary, motions[(FieldId)i], motions.Us);
            }
        }

        if (withDigest)
        {
            binary.Word(motions.Digest());
        }

        return new Frame(kind, binary.Written.ToArray()) { IsBinary = true };
    }

    private static void Motion(ref BinarySpanWriter binary, FieldMotion motion, long nowUs)
    {
        long agoUs = nowUs - motion.StartUs;
        switch (motion)
        {
            case HoldMotion hold:
                binary.Byte(BinaryMotion.Rest);
                binary.Micros(hold.Micros);
                break;

            case DampedMotion way:
                byte flags = Flags(way.VelocityMicros, way.TauMs, agoUs);
                binary.Byte((byte)(BinaryMotion.Approach | flags));
                binary.Micros(way.TargetMicros);
                binary.Micros(way.FromMicros);
                Tail(ref binary, flags, way.VelocityMicros, way.TauMs, agoUs);
                break;

            case HeartbeatMotion beat:
                byte heart = Flags(beat.VelocityMicros, beat.TauMs, agoUs);
                heart |= beat.FromMicros == beat.TargetMicros ? (byte)0 : BinaryMotion.HasFrom;
                binary.Byte((byte)(BinaryMotion.Heart | heart));
                binary.Micros(beat.TargetMicros);
                binary.Micros(beat.PhaseMicros);
                if ((heart & BinaryMotion.HasFrom) != 0)
                {
                    binary.Micros(beat.FromMicros);
                }

                Tail(ref binary, heart, beat.VelocityMicros, beat.TauMs, agoUs);
                break;

            case CurveMotion curve:
                Curve(ref binary, curve, agoUs);
                break;
        }
    }

    private static byte Flags(int velocityMicros, int tauMs, long agoUs) => (byte)(
        (velocityMicros == 0 ? 0 : BinaryMotion.HasVelocity)
        | (tauMs == MotionEncoder.DefaultTauMs ? 0 : BinaryMotion.HasTau)
        | (agoUs == 0 ? 0 : BinaryMotion.HasAgo));

    private static void Tail(ref BinarySpanWriter binary, byte flags, int velocityMicros, int tauMs, long agoUs)
    {
        if ((flags & BinaryMotion.HasVelocity) != 0)
        {
            binary.Micros(velocityMicros);
        }

        if ((flags & BinaryMotion.HasTau) != 0)
        {
            binary.Count(tauMs);
        }

        if ((flags & BinaryMotion.HasAgo) != 0)
        {
            binary.Count(agoUs);
        }
    }

    private static void Curve(ref BinarySpanWriter binary, CurveMotion curve, long agoUs)
    {
        binary.Byte((byte)(BinaryMotion.Curve | (agoUs == 0 ? 0 : BinaryMotion.HasAgo)));
        binary.Count(curve.Keys.Count);
        for (int i = 0; i < curve.Keys.Count; i++)
        {
            CurveKey key = curve.Keys[i];
            if (i > 0)
            {
                binary.Count(key.AfterMs);
            }

            binary.Micros(key.Micros);
            binary.Micros(key.SlopeMicros);
        }

        if (agoUs != 0)
        {
            binary.Count(agoUs);
        }
    }
}

/// <summary>The bits of `elysia.v2.bin`, as defined in docs/PROTOCOL.md.</summary>
internal static class BinaryMotion
{
    /// <summary>First byte of a message: the kind.</summary>
    public const byte Digest = 0, Delta = 1, Keyframe = 2;

    /// <summary>First byte of a message: set when four bytes of digest follow at the end.</summary>
    public const byte HasDigest = 4;

    /// <summary>First byte of a motion: the form.</summary>
    public const byte Rest = 0, Approach = 1, Heart = 2, Curve = 3;

    /// <summary>First byte of a motion: the bits of the form.</summary>
    public const byte FormBits = 3;

    /// <summary>First byte of a motion: the values that follow because they differ from the default.</summary>
    public const byte HasVelocity = 4, HasTau = 8, HasAgo = 16, HasFrom = 32;
}
