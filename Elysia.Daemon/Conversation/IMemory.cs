using Elysia.Channels;

namespace Elysia.Conversation;

/// <summary>What she remembers of whom. The seam where memory on disk comes in beside that of the process.</summary>
/// <remarks>Called by turns of different speakers at the same time. Nothing kept under one speaker is ever given to
/// another.</remarks>
internal interface IMemory
{
    /// <summary>The last turns with a speaker, oldest first, at most <see cref="InMemoryConversationStore.TurnsMax"/>; empty for
    /// a stranger.</summary>
    ValueTask<IReadOnlyList<Turn>> RecallAsync(Speaker speaker, CancellationToken stopping);

    /// <summary>Keeps a turn. When it returns, an end of the process loses nothing of it, as far as this memory
    /// lasts.</summary>
    /// <returns>The number under which the turn can be amended.</returns>
    ValueTask<long> KeepAsync(Speaker speaker, Turn turn, CancellationToken stopping);

    /// <summary>Puts another answer into a kept turn: more of it was said, or less of it was heard.</summary>
    ValueTask AmendAsync(Speaker speaker, long number, string answered, CancellationToken stopping);

    /// <summary>Counts something that is worth knowing after years; may be lost when the memory is busy.</summary>
    void Count(string name);
}

/// <summary>One exchange of a conversation.</summary>
/// <param name="Said">What the client said.</param>
/// <param name="Answered">What she answered.</param>
internal sealed record Turn(string Said, string Answered);
