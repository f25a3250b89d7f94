using Elysia.State;

namespace Elysia.Engines;

/// <summary>What thinks of an answer. The seam where a real model comes in beside the embedded responder.</summary>
public interface IResponder
{
    /// <summary>Thinks of an answer to <paramref name="text"/>.</summary>
    /// <param name="history">The last turns with this client, oldest first; bounded by the conversation.</param>
    /// <param name="text">What was said, 1 to 1,000 characters.</param>
    /// <param name="mood">Her mood as she hears it.</param>
    /// <param name="stopping">Cancelled when the daemon stops.</param>
    ValueTask<string> RespondAsync(IReadOnlyList<Turn> history, string text, Mood mood, CancellationToken stopping);
}
