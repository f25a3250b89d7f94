using Elysia.Diff;
using Elysia.State;

namespace Elysia.Motion;

/// <summary>The motion of one field as published: a closed form in server time whose parameters are all whole numbers,
/// so that the daemon and the viewer compute with the same ones.</summary>
/// <remarks>Immutable; shared by the tick thread, the senders and every encoding. Times are whole microseconds of
/// <see cref="MotionClock"/>, values are whole millionths (<see cref="FixedPoint"/>). There are exactly four forms: see
/// docs/PROTOCOL.md and docs/decisions/0013.</remarks>
/// <param name="StartUs">The time from which it applies; before, the field rests at its first value.</param>
internal abstract record FieldMotion(long StartUs)
{
    private const double MicrosecondsPerSecond = 1_000_000;

    /// <summary>Returns the value at a given time, unclamped.</summary>
    /// <param name="us">The server time in microseconds.</param>
    public abstract double At(double us);

    /// <summary>Returns the value at a given time, clamped to the range of the field: what a viewer shows.</summary>
    public double ValueOf(FieldId field, double us) => Field.Clamp(field, At(us));

    /// <summary>The value at which it comes to rest, in millionths; null when it never rests.</summary>
    public abstract int? RestMicros { get; }

    /// <summary>The time from which it only rests.</summary>
    public abstract long EndUs { get; }

    /// <summary>Adds the form and its parameters to a digest, in the order of docs/PROTOCOL.md.</summary>
    public abstract void AddTo(ref MotionDigest digest);

    /// <summary>Returns the seconds from the start to a given time.</summary>
    protected double SecondsAt(double us) => (us - StartUs) / MicrosecondsPerSecond;
}
