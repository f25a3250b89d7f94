using Elysia.Channels;

namespace Elysia.Conversation;

/// <summary>Stores the turns with each speaker, in the process or on disk.</summary>
/// <remarks>Turns of different speakers call it concurrently. The turns of one speaker are never given to
/// another.</remarks>
internal interface IMemory
{
    /// <summary>Returns the last turns with a speaker, oldest first, at most
    /// <see cref="InMemoryConversationStore.TurnsMax"/>; empty for an unknown speaker.</summary>
    ValueTask<IReadOnlyList<Turn>> RecallAsync(Speaker speaker, CancellationToken stopping);

    /// <summary>Stores a turn. When it returns, the end of the process loses nothing of it, if this memory outlasts the
    /// process.</summary>
    /// <returns>The number by which the turn can be amended.</returns>
    ValueTask<long> KeepAsync(Speaker speaker, Turn turn, CancellationToken stopping);

    /// <summary>Replaces the answer of a stored turn, because more of it was said or less of it was heard.</summary>
    ValueTask AmendAsync(Speaker speaker, long number, string answered, CancellationToken stopping);

    /// <summary>Increments a counter that outlasts the process; the count may be lost if the memory is busy.</summary>
    void Count(string name);
}

/// <summary>One exchange of a conversation.</summary>
/// <param name="Said">The text of the client.</param>
/// <param name="Answered">Her answer.</param>
internal sealed record Turn(string Said, string Answered);
