using Elysia.Conversation;

namespace Elysia.Memory;

/// <summary>A turn as it is kept on disk.</summary>
/// <param name="Number">Counts up; later turns have greater numbers.</param>
/// <param name="Subject">Whose it is.</param>
/// <param name="At">When it began, by the wall clock.</param>
/// <param name="Turn">What was said and answered.</param>
public sealed record KeptTurn(long Number, string Subject, DateTimeOffset At, Turn Turn);
