using Elysia.Diff;
using Elysia.State;

namespace Elysia.Motion;

/// <summary>How one field moves, as published: a closed form in server time whose every parameter is a whole number, so that both
/// ends compute with the same ones.</summary>
/// <remarks>Immutable; shared by the tick thread, the senders and every encoding. Times are whole microseconds of
/// <see cref="MotionClock"/>, values whole millionths (<see cref="FixedPoint"/>). Four forms and no more: see
/// docs/PROTOCOL.md and docs/decisions/0013.</remarks>
/// <param name="StartUs">From when on it holds; before, it stands at its first value.</param>
internal abstract record FieldMotion(long StartUs)
{
    private const double MicrosecondsPerSecond = 1_000_000;

    /// <summary>The value at a moment, unclamped.</summary>
    /// <param name="us">Server time in microseconds.</param>
    public abstract double At(double us);

    /// <summary>The value at a moment, in the field's range: what a viewer shows.</summary>
    public double ValueOf(FieldId field, double us) => Field.Clamp(field, At(us));

    /// <summary>Where it comes to rest, in millionths; null for what never rests.</summary>
    public abstract int? RestMicros { get; }

    /// <summary>When the form has told all it knows; later it only rests.</summary>
    public abstract long EndUs { get; }

    /// <summary>Adds the form and its parameters to a digest, in the order of docs/PROTOCOL.md.</summary>
    public abstract void AddTo(ref MotionDigest digest);

    /// <summary>Seconds from the start to a moment.</summary>
    protected double SecondsAt(double us) => (us - StartUs) / MicrosecondsPerSecond;
}
