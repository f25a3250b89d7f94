using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using Elysia.Configuration.Options;
using Elysia.State;
using Microsoft.Extensions.Logging;
using OpenAI;
using OpenAI.Chat;

namespace Elysia.Conversation;

/// <summary>Answers with a language model on any server that implements OpenAI's chat protocol.</summary>
/// <remarks>Any number of concurrent answers; the conversation limits them. An answer is streamed, requested a second
/// time if it fails before its first word, and abandoned after a silence; cancelling it closes the request.</remarks>
internal sealed class ModelResponder : IResponder
{
    /// <summary>The maximum duration of a whole answer, as a multiple of the maximum silence
    /// (ELYSIA_LLM_TIMEOUT).</summary>
    public const int SilencesPerAnswer = 4;

    private const int Attempts = 2;

    // A server that answers "too many requests" needs a moment; a longer pause would be too long in a conversation.
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(300);

    private readonly ChatClient _client;
    private readonly Persona _persona;
    private readonly TimeSpan _silence;
    private readonly TimeProvider _time;
    private readonly ILogger _log;

    /// <summary>Creates a responder; it sends no request yet.</summary>
    /// <param name="settings">The settings of the model, with URL and name.</param>
    /// <param name="persona">The instructions for the model.</param>
    /// <param name="time">The daemon's clock.</param>
    /// <param name="log">Receives second attempts.</param>
    public ModelResponder(ReasoningSettings settings, Persona persona, TimeProvider time, ILogger<ModelResponder> log)
    {
        (_persona, _silence, _time, _log) = (persona, settings.Timeout, time, log);
        string? key = settings.KeyFile is { } file ? File.ReadAllText(file).Trim() : settings.Key?.Text;
        _client = new ChatClient(settings.Model!, new ApiKeyCredential(key ?? "none"), new OpenAIClientOptions
        {
            Endpoint = settings.Url,

            // Timeouts and second attempts are handled here, on the daemon's clock.
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            UserAgentApplicationId = "elysia",
        });
        log.ThinksWith(settings.Model!, settings.Url!);
    }

    /// <inheritdoc/>
    public bool IsStreaming => true;

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> RespondAsync(
        IReadOnlyList<Turn> history, string text, Mood mood, [EnumeratorCancellation] CancellationToken stopping)
    {
        ChatMessage[] messages = [.. Messages(history, text, mood)];
        using var deadline = new ModelDeadline(_silence, _silence * SilencesPerAnswer, _time, stopping);
        ModelStream? stream = null;
        try
        {
            for (int attempt = 1; stream is null; attempt++)
            {
                stream = await TryOpenAsync(messages, deadline, attempt < Attempts).ConfigureAwait(false);
            }

            do
            {
                yield return stream.Text;
            }
            while (await stream.NextAsync(deadline).ConfigureAwait(false));
        }
        finally
        {
            if (stream is not null)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <returns>A stream at its first word; null if the attempt failed and there is another one.</returns>
    private async ValueTask<ModelStream?> TryOpenAsync(ChatMessage[] messages, ModelDeadline deadline, bool mayFail)
    {
        var stream = new ModelStream(_client.CompleteChatStreamingAsync(messages, null, deadline.Token));
        try
        {
            return await stream.NextAsync(deadline).ConfigureAwait(false)
                ? stream
                : throw new IOException("The model gave an empty answer.");
        }
        catch (Exception e) when (e is ClientResultException or HttpRequestException or IOException)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            if (!mayFail || !MayPass(e))
            {
                throw;
            }

            _log.ModelRetried(e.Message.Split('\n')[0]);
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        await Task.Delay(RetryPause, _time, deadline.Token).ConfigureAwait(false);
        return null;
    }

    // A second attempt cannot succeed with a wrong key or an unknown model.
    private static bool MayPass(Exception failure) =>
        failure is not ClientResultException { Status: not (0 or 408 or 429 or >= 500) };

    private IEnumerable<ChatMessage> Messages(IReadOnlyList<Turn> history, string text, Mood mood)
    {
        yield return ChatMessage.CreateSystemMessage(_persona.Instructions(mood));
        foreach (Turn turn in history)
        {
            yield return ChatMessage.CreateUserMessage(turn.Said);
            if (turn.Answered.Length > 0)
            {
                yield return ChatMessage.CreateAssistantMessage(turn.Answered);
            }
        }

        yield return ChatMessage.CreateUserMessage(text);
    }
}
