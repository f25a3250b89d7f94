using System.ClientModel;
using OpenAI.Chat;

namespace Elysia.Conversation;

/// <summary>One answer of a model as it comes over the wire, word by word.</summary>
/// <param name="updates">The request; made when the first word is asked for.</param>
internal sealed class ModelStream(AsyncCollectionResult<StreamingChatCompletionUpdate> updates) : IAsyncDisposable
{
    private IAsyncEnumerator<StreamingChatCompletionUpdate>? _updates;
    private bool _ended;

    /// <summary>The words of the last step; never empty after <see cref="NextAsync"/> said true.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Waits for the next words.</summary>
    /// <returns>False at the end of the answer.</returns>
    /// <exception cref="TimeoutException">Patience ran out.</exception>
    /// <exception cref="IOException">The stream ended in the middle of the answer.</exception>
    public async ValueTask<bool> NextAsync(ModelDeadline deadline)
    {
        _updates ??= updates.GetAsyncEnumerator(deadline.Token);
        try
        {
            while (await _updates.MoveNextAsync().ConfigureAwait(false))
            {
                deadline.Renew();
                StreamingChatCompletionUpdate update = _updates.Current;
                _ended |= update.FinishReason is not null;
                Text = string.Concat(update.ContentUpdate.Select(part => part.Text));
                if (Text.Length > 0)
                {
                    return true;
                }
            }
        }
        catch (OperationCanceledException) when (deadline.IsOver)
        {
            throw deadline.Fault();
        }

        // A broken connection without a length looks like an end; only a finish_reason is one.
        return _ended ? false : throw new IOException("The model's answer broke off.");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _updates?.DisposeAsync() ?? ValueTask.CompletedTask;
}
