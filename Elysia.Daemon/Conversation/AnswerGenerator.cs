using System.Text;
using Elysia.Channels;
using Elysia.Configuration;
using Elysia.Emotion;
using Elysia.Languages;

namespace Elysia.Conversation;

/// <summary>Lets an answer be thought of and has it said, sentence by sentence where the responder gives it so.</summary>
/// <remarks>Turns of different clients run beside each other.</remarks>
/// <param name="view">Where the emotion engine shows the mood.</param>
/// <param name="responder">What thinks of the answers.</param>
/// <param name="memory">What was said before.</param>
/// <param name="speaker">What says them.</param>
/// <param name="figures">What turns cost in time.</param>
/// <param name="time">The daemon's clock.</param>
/// <param name="failed">Told of every failure of the responder; must not throw.</param>
internal sealed class AnswerGenerator(
    CurrentMood view, IResponder responder, IMemory memory, AnswerSpeaker speaker, TurnFigures figures, TimeProvider time,
    Action<Exception> failed)
{
    /// <summary>Thinks and says.</summary>
    /// <returns>How it ended.</returns>
    /// <exception cref="OperationCanceledException">The turn was stopped.</exception>
    public async Task<TurnOutcome> AnswerAsync(RunningTurn turn)
    {
        // Read before the feeling is posted: afterwards the emotion engine may have moved it already.
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
            // The responder is a seam: what a model's client may throw is not ours to list, a timeout's cancellation
            // included. One failed answer must not end the conversation with everybody.
            failed(failure);
        }
        catch (Exception late) when (late is not OperationCanceledException)
        {
            // What a responder throws once it was stopped, as a request that is cut, says no more than that it was stopped.
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
                // The rest is not asked for: leaving the loop ends the request.
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

    // What she says when thinking failed is true in each case.
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
