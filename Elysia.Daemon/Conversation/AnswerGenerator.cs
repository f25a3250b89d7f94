using System.Text;
using Elysia.Channels;
using Elysia.Configuration;
using Elysia.Emotion;
using Elysia.Languages;

namespace Elysia.Conversation;

/// <summary>Generates an answer and has it said, sentence by sentence if the responder streams.</summary>
/// <remarks>Turns of different clients run concurrently.</remarks>
/// <param name="view">The mood, as the emotion engine publishes it.</param>
/// <param name="responder">Generates the answers.</param>
/// <param name="memory">The earlier turns.</param>
/// <param name="speaker">Says the answers.</param>
/// <param name="figures">The durations of turns.</param>
/// <param name="time">The daemon's clock.</param>
/// <param name="failed">Called with every failure of the responder; must not throw.</param>
internal sealed class AnswerGenerator(
    CurrentMood view, IResponder responder, IMemory memory, AnswerSpeaker speaker, TurnFigures figures, TimeProvider time,
    Action<Exception> failed)
{
    /// <summary>Answers a turn.</summary>
    /// <returns>The outcome of the turn.</returns>
    /// <exception cref="OperationCanceledException">The turn was stopped.</exception>
    public async Task<TurnOutcome> AnswerAsync(RunningTurn turn)
    {
        // Read before the feeling is posted, because afterwards the emotion engine may have moved the mood already.
        turn.Mood = view.Current;
        EmotionRequest.Feel heard = WordFeelings.Find(turn.Request.Text);
        await speaker.FeelAsync(turn, [new NamedFeeling(heard.Feeling, heard.Intensity)]).ConfigureAwait(false);
        IReadOnlyList<Turn> history = await memory.RecallAsync(turn.Speaker, turn.Token).ConfigureAwait(false);
        try
        {
            await ThinkAsync(turn, history).ConfigureAwait(false);
            await speaker.FinishAsync(turn).ConfigureAwait(false);
            return turn.Sentences > 0
                ? TurnOutcome.Said
                : throw new InvalidOperationException("The responder gave an empty answer.");
        }
        catch (Exception failure) when (!turn.Token.IsCancellationRequested)
        {
            // A model's client may throw anything, including the cancellation of a timeout, so every exception is
            // caught. One failed answer must not end the conversation with all clients.
            failed(failure);
        }
        catch (Exception late) when (late is not OperationCanceledException)
        {
            // Once the turn is stopped, the responder's exception (e.g. an aborted request) means only that it was
            // stopped.
            throw new OperationCanceledException("The turn was stopped.", late, turn.Token);
        }

        await speaker.SayAsync(turn, new AnswerPart(Apology(turn, history), []), isMoreToCome: false).ConfigureAwait(false);
        return TurnOutcome.Failed;
    }

    private async Task ThinkAsync(RunningTurn turn, IReadOnlyList<Turn> history)
    {
        var reader = new AnswerReader(ConversationEngine.AnswerMaxChars);
        var whole = new StringBuilder();
        await foreach (string piece in responder
            .RespondAsync(history, turn.Request.Text, turn.Mood, turn.Token).ConfigureAwait(false))
        {
            if (turn.FirstToken is null)
            {
                turn.FirstToken = time.GetElapsedTime(turn.Began);
                figures.Reached(TurnStage.FirstToken, turn.FirstToken.Value);
            }

            if (!responder.IsStreaming)
            {
                whole.Append(piece);
                continue;
            }

            reader.Add(piece);
            await SayReadyAsync(turn, reader).ConfigureAwait(false);
            if (reader.IsFull)
            {
                // Leaving the loop ends the request, because the rest of the answer is not needed.
                break;
            }
        }

        reader.Finish();
        await SayReadyAsync(turn, reader).ConfigureAwait(false);
        await speaker.FeelAsync(turn, reader.Rest).ConfigureAwait(false);
        if (!string.IsNullOrWhiteSpace(whole.ToString()))
        {
            var answer = new AnswerPart(Bounded(whole.ToString()), []);
            await speaker.SayAsync(turn, answer, isMoreToCome: false).ConfigureAwait(false);
        }
    }

    private async ValueTask SayReadyAsync(RunningTurn turn, AnswerReader reader)
    {
        while (reader.TryTake(out AnswerPart part))
        {
            await speaker.SayAsync(turn, part, isMoreToCome: true).ConfigureAwait(false);
        }
    }

    // The sentence must be true for each kind of failure.
    private string Apology(RunningTurn turn, IReadOnlyList<Turn> history)
    {
        Language language = Utterance.Parse(turn.Request.Text).Language;
        return turn.Sentences > 0 ? Phrases.Choose(Topic.LostThread, language, string.Empty, history)
            : !responder.IsStreaming ? Phrases.Choose(Topic.Failure, language, string.Empty, history)
            : $"{Phrases.Choose(Topic.ModelFailure, language, string.Empty, history)} "
                + EmbeddedResponder.Answer(history, turn.Request.Text, turn.Mood);
    }

    private static string Bounded(string answer) => BoundedText.Within(answer, ConversationEngine.AnswerMaxChars);
}
