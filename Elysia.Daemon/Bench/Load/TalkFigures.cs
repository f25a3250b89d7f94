namespace Elysia.Bench.Load;

/// <summary>What became of the questions. Every question has an answer, a refusal, or is still waited for: the rest was
/// lost.</summary>
/// <param name="Questions">Asked in the window, with those that were open when it began.</param>
/// <param name="Answers">Answered by speech.</param>
/// <param name="Errors">Answered by an error.</param>
/// <param name="Waiting">Asked so shortly before the end that an answer may be on its way (<see cref="Patience"/>).</param>
public sealed record TalkFigures(long Questions, long Answers, long Errors, long Waiting)
{
    /// <summary>An answer that has not come after this long is lost.</summary>
    /// <remarks>2 s: a thousand times the usual, on any machine.</remarks>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Questions nobody will ever answer.</summary>
    public long Lost => Questions - Answers - Errors - Waiting;
}
