using Elysia.Channels;
using Elysia.State;

namespace Elysia.Engines;

/// <summary>Owns the conversation: lets words move her mood, has an answer thought of, and says it to the
/// asker.</summary>
/// <remarks>One task reads <see cref="EngineChannels.Chats"/>, one message after the other, so a slow responder fills
/// that channel and its bound tells the askers. Runs beside the tick.</remarks>
/// <param name="channels">The daemon's channels.</param>
/// <param name="view">Where the emotion engine shows the mood.</param>
/// <param name="responder">What thinks of the answers.</param>
/// <param name="memory">What was said before.</param>
/// <param name="failed">Called on the conversation task with every failure of the responder; must not throw.</param>
public sealed class ConversationEngine(
    EngineChannels channels, MoodView view, IResponder responder, IMemory memory, Action<Exception> failed)
{
    /// <summary>Longest answer that is said; a longer one is cut.</summary>
    /// <remarks>Unit: UTF-16 units. 1,000, as for a chat text: the embedded responder never meets it, a model
    /// might.</remarks>
    public const int AnswerMaxChars = 1_000;

    /// <summary>Works until <paramref name="stopping"/> is cancelled or the chats are completed.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (ChatRequest request in channels.Chats.Reader.ReadAllAsync(stopping).ConfigureAwait(false))
            {
                Reply reply = await AnswerAsync(request, stopping).ConfigureAwait(false);
                await channels.Replies.Writer.WriteAsync(reply, stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The daemon stops; who waits for an answer is told so by the close of the socket.
        }
    }

    private async ValueTask<Reply> AnswerAsync(ChatRequest request, CancellationToken stopping)
    {
        // Read before the feeling is posted: afterwards the emotion engine may have moved it already.
        Mood before = view.Current;
        EmotionRequest.Feel feel = WordFeelings.Of(request.Text);

        // Waits at the bound: an event must not be lost, and the emotion engine waits for nobody.
        await channels.Emotions.Writer.WriteAsync(feel, stopping).ConfigureAwait(false);
        Mood mood = before.Toward(Feelings.MoodOf(feel.Feeling), feel.Intensity);

        Speaker speaker = channels.Subjects.Of(request.From);
        IReadOnlyList<Turn> history = await memory.RecallAsync(speaker, stopping).ConfigureAwait(false);
        string answer = await ThinkAsync(history, request, mood, stopping).ConfigureAwait(false);

        // Before the answer leaves: what somebody has heard, she knows to have said.
        await memory.KeepAsync(speaker, new Turn(request.Text, answer), stopping).ConfigureAwait(false);
        VoiceProperties voice = VoiceModel.From(mood);
        return new Reply(
            request.From, new Speech(answer, MoodToFace.Spirits(mood), voice, LipSync.From(answer, voice.Rate)));
    }

    private async ValueTask<string> ThinkAsync(
        IReadOnlyList<Turn> history, ChatRequest request, Mood mood, CancellationToken stopping)
    {
        try
        {
            string answer = await responder
                .RespondAsync(history, request.Text, mood, stopping).ConfigureAwait(false);
            return string.IsNullOrWhiteSpace(answer)
                ? throw new InvalidOperationException("The responder gave an empty answer.")
                : Bounded(answer);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            // The responder is a seam: what a model's client may throw is not ours to list, a timeout's cancellation
            // included. One failed answer must not end the conversation with everybody.
            failed(failure);
            return Phrases.Choose(Topic.Failure, Utterance.Of(request.Text).Language, string.Empty, history);
        }
    }

    private static string Bounded(string answer)
    {
        if (answer.Length <= AnswerMaxChars)
        {
            return answer;
        }

        // Half an emoji is no text.
        return answer[..(char.IsHighSurrogate(answer[AnswerMaxChars - 1]) ? AnswerMaxChars - 1 : AnswerMaxChars)];
    }
}
