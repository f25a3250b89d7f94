using Elysia.Motion;
using Elysia.Protocol.Wire;
using Elysia.State;

namespace Elysia.Protocol.V2;

/// <summary>Decodes the state messages of `elysia.v2.bin` as a viewer does. Never throws; accepts only what
/// <see cref="BinaryMotionEncoder"/> could have written, except that a number may be in any unit. Pure.</summary>
internal static class BinaryMotionDecoder
{
    private const int ValueMax = 1_000_000;
    private const int TauMaxMs = 60_000;
    private const byte HeadBits = BinaryMotion.HasDigest | 3;
    private const byte TailFlags = BinaryMotion.HasVelocity | BinaryMotion.HasTau | BinaryMotion.HasAgo;

    /// <summary>Decodes one binary message.</summary>
    /// <returns>The message; null for invalid bytes.</returns>
    public static MotionMessage? Decode(ReadOnlySpan<byte> bytes)
    {
        var binary = new BinarySpanReader(bytes);
        byte head = binary.Byte();
        (FrameKind kind, bool known) = (head & 3) switch
        {
            BinaryMotion.Digest => (FrameKind.Digest, (head & BinaryMotion.HasDigest) != 0),
            BinaryMotion.Delta => (FrameKind.Delta, true),
            BinaryMotion.Keyframe => (FrameKind.Full, true),
            _ => (FrameKind.Full, false),
        };
        if (!known || (head & ~HeadBits) != 0)
        {
            return null;
        }

        long tick = binary.Count();
        long us = binary.Count();
        FieldMask mask = kind switch
        {
            FrameKind.Full => FieldMask.All,
            FrameKind.Delta => new FieldMask((ushort)binary.Count(1, FieldMask.All.Bits)),
            _ => FieldMask.None,
        };
        var motions = new Dictionary<FieldId, FieldMotion>();
        for (int i = 0; i < Field.Count && binary.IsGood; i++)
        {
            if (mask.Has((FieldId)i) && Motion(ref binary, (FieldId)i, us) is { } motion)
            {
                motions[(FieldId)i] = motion;
            }
        }

        uint? digest = (head & BinaryMotion.HasDigest) != 0 ? binary.Word() : null;
        return binary is { IsGood: true, IsAtEnd: true } ? new MotionMessage(kind, tick, us, motions, digest) : null;
    }

    private static FieldMotion? Motion(ref BinarySpanReader binary, FieldId field, long us)
    {
        byte head = binary.Byte();
        int form = head & BinaryMotion.FormBits;
        int flags = head & ~BinaryMotion.FormBits;
        int allowed = form switch
        {
            BinaryMotion.Rest => 0,
            BinaryMotion.Approach => TailFlags,
            BinaryMotion.Heart => TailFlags | BinaryMotion.HasFrom,
            _ => BinaryMotion.HasAgo,
        };
        if ((flags & ~allowed) != 0 || (form == BinaryMotion.Heart) != (field == FieldId.Beat))
        {
            binary.Bad();
            return null;
        }

        switch (form)
        {
            case BinaryMotion.Rest:
                return new HoldMotion(us, binary.Micros(ValueMax));

            case BinaryMotion.Approach:
                int target = binary.Micros(ValueMax);
                int from = binary.Micros(ValueMax);
                (int velocity, int tau, long ago) = Tail(ref binary, flags, us);
                return new DampedMotion(us - ago, from, velocity, target, tau);

            case BinaryMotion.Heart:
                return Heart(ref binary, flags, us);

            default:
                return Curve(ref binary, flags, us);
        }
    }

    private static HeartbeatMotion Heart(ref BinarySpanReader binary, int flags, long us)
    {
        int target = binary.Micros();
        int phase = binary.Micros(ValueMax);
        int from = (flags & BinaryMotion.HasFrom) != 0 ? binary.Micros() : target;
        if (phase < 0)
        {
            binary.Bad();
        }

        (int velocity, int tau, long ago) = Tail(ref binary, flags, us);
        return new HeartbeatMotion(us - ago, phase, from, velocity, target, tau);
    }

    private static (int Velocity, int TauMs, long AgoUs) Tail(ref BinarySpanReader binary, int flags, long us) => (
        (flags & BinaryMotion.HasVelocity) != 0 ? binary.Micros() : 0,
        (flags & BinaryMotion.HasTau) != 0 ? binary.Count(1, TauMaxMs) : MotionEncoder.DefaultTauMs,
        Ago(ref binary, flags, us));

    private static long Ago(ref BinarySpanReader binary, int flags, long us)
    {
        long ago = (flags & BinaryMotion.HasAgo) != 0 ? binary.Count() : 0;
        return ago > us ? binary.Bad() : ago;
    }

    private static CurveMotion? Curve(ref BinarySpanReader binary, int flags, long us)
    {
        int count = binary.Count(1, CurveMotion.KeysMax);
        var keys = new List<CurveKey>(count);
        for (int i = 0; i < count && binary.IsGood; i++)
        {
            int after = i > 0 ? binary.Count(1, TauMaxMs) : 0;
            keys.Add(new CurveKey(after, binary.Micros(ValueMax), binary.Micros()));
        }

        long ago = Ago(ref binary, flags, us);
        return binary.IsGood ? new CurveMotion(us - ago, keys) : null;
    }
}

/// <summary>A state message of protocol 2 as a viewer decodes it.</summary>
/// <param name="Kind">Full, delta or digest.</param>
/// <param name="Tick">The tick whose state the viewer has after it.</param>
/// <param name="Us">The server time of that tick in microseconds.</param>
/// <param name="Motions">The motions by field; empty when it has none.</param>
/// <param name="Digest">The digest of all motions after it; null when it has none.</param>
internal sealed record MotionMessage(
    FrameKind Kind, long Tick, long Us, IReadOnlyDictionary<FieldId, FieldMotion> Motions, uint? Digest);
