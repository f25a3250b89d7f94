using Elysia.State;

namespace Elysia.Tapes;

/// <summary>All that a tick's state follows from, besides the state before.</summary>
/// <param name="Elapsed">Measured time since the last tick.</param>
/// <param name="Changes">What the engines decided since.</param>
public readonly record struct RecordedTick(TimeSpan Elapsed, AvatarChanges Changes);
