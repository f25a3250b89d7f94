using Elysia.Motion;
using Elysia.State;

namespace Elysia.Protocol;

/// <summary>A state message of protocol 2 as a viewer reads it.</summary>
/// <param name="Kind">Full, delta or digest.</param>
/// <param name="Tick">The tick it brings a picture to.</param>
/// <param name="Us">Server time of that tick in microseconds.</param>
/// <param name="Motions">The motions by field, where it has any.</param>
/// <param name="Digest">What the digest of the picture is then; null where none was owed.</param>
public sealed record MotionMessage(
    FrameKind Kind, long Tick, long Us, IReadOnlyDictionary<FieldId, FieldMotion> Motions, uint? Digest);
