using System.ClientModel;
using OpenAI.Chat;

namespace Elysia.Conversation;

/// <summary>A model's answer as it is streamed.</summary>
/// <param name="updates">The request; it is sent when the first piece is read.</param>
internal sealed class ModelStream(AsyncCollectionResult<StreamingChatCompletionUpdate> updates) : IAsyncDisposable
{
    private IAsyncEnumerator<StreamingChatCompletionUpdate>? _updates;
    private bool _ended;

    /// <summary>The latest piece; never empty after <see cref="NextAsync"/> returned true.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Waits for the next piece.</summary>
    /// <returns>False at the end of the answer.</returns>
    /// <exception cref="TimeoutException">The deadline passed.</exception>
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

        // A broken connection without a content length looks like an end; only a finish_reason marks a real one.
        return _ended ? false : throw new IOException("The model's answer broke off.");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _updates?.DisposeAsync() ?? ValueTask.CompletedTask;
}
