using Elysia.State;

namespace Elysia.Memory;

/// <summary>Her mood as it was saved last.</summary>
/// <param name="Mood">What she felt.</param>
/// <param name="At">When, by the wall clock.</param>
public readonly record struct KeptMood(Mood Mood, DateTimeOffset At);
