using Elysia.State;

namespace Elysia.Conversation;

/// <summary>What thinks of an answer: the embedded responder, or a model.</summary>
internal interface IResponder
{
    /// <summary>Whether pieces come one after the other in their own time, so that each sentence is said when it is whole; else
    /// an answer is said in one.</summary>
    bool IsStreaming { get; }

    /// <summary>Thinks of an answer to <paramref name="text"/>, piece by piece as it comes to mind.</summary>
    /// <param name="history">The last turns with this speaker, oldest first; bounded by the memory.</param>
    /// <param name="text">What was said, 1 to 1,000 characters.</param>
    /// <param name="mood">Her mood as she hears it.</param>
    /// <param name="stopping">Cancelled when nobody wants the answer any more.</param>
    /// <returns>Pieces of any length; they may hold feelings as tags, see <see cref="AnswerReader"/>. Whatever it throws is a
    /// failure of this answer and of no other.</returns>
    IAsyncEnumerable<string> RespondAsync(
        IReadOnlyList<Turn> history, string text, Mood mood, CancellationToken stopping);
}
