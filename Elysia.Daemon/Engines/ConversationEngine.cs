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
/// <param name="voice">What gives the answers a mouth, and a sound where there is one.</param>
/// <param name="mouth">What moves her mouth for everybody.</param>
/// <param name="failed">Called on the conversation task with every failure of the responder; must not throw.</param>
public sealed class ConversationEngine(
    EngineChannels channels, MoodView view, IResponder responder, IVoice voice, MouthPlayer mouth, Action<Exception> failed)
{
    /// <summary>Longest answer that is said; a longer one is cut.</summary>
    /// <remarks>Unit: UTF-16 units. 1,000, as for a chat text: the embedded responder never meets it, a model
    /// might.</remarks>
    public const int AnswerMaxChars = 1_000;

    private readonly Conversation _conversation = new();
    private long _turn;

    /// <summary>Works until <paramref name="stopping"/> is cancelled or the chats are completed.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (ChatRequest request in channels.Chats.Reader.ReadAllAsync(stopping).ConfigureAwait(false))
            {
                Reply reply = await AnswerAsync(request, stopping).ConfigureAwait(false);
                await channels.Replies.Writer.WriteAsync(reply, stopping).ConfigureAwait(false);
                mouth.Say(++_turn, new SpokenSentence(reply.Speech.LipSync, reply.Speech.Clip));
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

        string answer = await ThinkAsync(request, mood, stopping).ConfigureAwait(false);
        _conversation.Remember(request.From, new Turn(request.Text, answer));
        VoiceProperties sound = VoiceModel.From(mood);
        SpokenSentence said = await voice.SayAsync(answer, sound, stopping).ConfigureAwait(false);
        return new Reply(request.From, new Speech(answer, MoodToFace.Spirits(mood), sound, said.LipSync, said.Clip));
    }

    private async ValueTask<string> ThinkAsync(ChatRequest request, Mood mood, CancellationToken stopping)
    {
        IReadOnlyList<Turn> history = _conversation.With(request.From);
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
