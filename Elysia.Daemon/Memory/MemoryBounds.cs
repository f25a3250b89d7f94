namespace Elysia.Memory;

/// <summary>How much she remembers; what is beyond is forgotten, oldest first.</summary>
/// <param name="TurnsPerSubject">Most turns of one subject.</param>
/// <param name="TurnsInAll">Most turns of all.</param>
/// <param name="Age">How long a turn is kept; none is for ever.</param>
public readonly record struct MemoryBounds(int TurnsPerSubject, int TurnsInAll, TimeSpan Age);
