using System.Runtime.CompilerServices;
using Elysia.Conversation;
using Elysia.State;

namespace Elysia.Tests.Conversation;

/// <summary>Answers as the test defines and records the requests.</summary>
internal sealed class ScriptedResponder(Func<string, CancellationToken, ValueTask<string>> answer) : IResponder
{
    public List<(IReadOnlyList<Turn> History, string Text, Mood Mood)> Asked { get; } = [];

    public bool IsStreaming { get; init; }

    public async IAsyncEnumerable<string> RespondAsync(
        IReadOnlyList<Turn> history, string text, Mood mood, [EnumeratorCancellation] CancellationToken stopping)
    {
        lock (Asked)
        {
            Asked.Add((history, text, mood));
        }

        yield return await answer(text, stopping);
    }
}
