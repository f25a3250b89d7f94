using Elysia.State;

namespace Elysia.Conversation;

/// <summary>Generates answers: the embedded responder, or a language model.</summary>
internal interface IResponder
{
    /// <summary>Whether the pieces arrive over time, so that each sentence is said as soon as it is complete; otherwise
    /// the answer is said as a whole.</summary>
    bool IsStreaming { get; }

    /// <summary>Generates an answer to <paramref name="text"/>, piece by piece.</summary>
    /// <param name="history">The last turns with this speaker, oldest first; the memory bounds their number.</param>
    /// <param name="text">The text to answer, 1 to 1,000 characters.</param>
    /// <param name="mood">Her mood when she hears the text.</param>
    /// <param name="stopping">Cancelled when nobody needs the answer any more.</param>
    /// <returns>Pieces of any length; they may contain feelings as tags, see <see cref="AnswerReader"/>. Any exception
    /// is a failure of this answer only.</returns>
    IAsyncEnumerable<string> RespondAsync(
        IReadOnlyList<Turn> history, string text, Mood mood, CancellationToken stopping);
}
