using Elysia.Channels;
using Elysia.Speech;
using Elysia.Speech.LipSync;
using Elysia.State;

namespace Elysia.Conversation;

/// <summary>Says the sentences of a turn: feels what they name, keeps them, sends them to the asker.</summary>
/// <remarks>Called by one turn at a time for that turn; turns of different clients run beside each other.</remarks>
/// <param name="channels">The daemon's channels.</param>
/// <param name="memory">What was said before.</param>
/// <param name="speech">Gives a sentence its visemes, and its sound where there is a voice.</param>
/// <param name="mouth">Moves her mouth for everybody who watches.</param>
/// <param name="figures">What turns cost in time.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class AnswerSpeaker(
    EngineChannels channels, IMemory memory, IVoice speech, MouthPlayer mouth, TurnFigures figures, TimeProvider time)
{
    /// <summary>Says a sentence.</summary>
    /// <param name="turn">Of which answer.</param>
    /// <param name="part">The sentence.</param>
    /// <param name="isMoreToCome">Whether another may follow; if none does, <see cref="FinishAsync"/> tells the asker.</param>
    public async ValueTask SayAsync(RunningTurn turn, AnswerPart part, bool isMoreToCome)
    {
        await FeelAsync(turn, part.Feelings).ConfigureAwait(false);
        if (turn.FirstSentence is null)
        {
            turn.FirstSentence = time.GetElapsedTime(turn.Began);
            figures.Reached(TurnStage.FirstSentence, turn.FirstSentence.Value);
        }

        VoiceProperties voice = VoicePropertiesModel.From(turn.Mood);
        SpokenSentence said = await speech.SayAsync(part.Text, voice, turn.Token).ConfigureAwait(false);

        // Before the sentence leaves: what somebody has heard, she knows to have said.
        await KeepAsync(turn, turn.Schedule.TextWith(part.Text), turn.Token).ConfigureAwait(false);
        var message = new SpeechMessage(part.Text, MoodToFace.Spirits(turn.Mood), voice, said.Visemes, said.Clip)
        {
            Turn = turn.Number,
            IsMoreToCome = isMoreToCome,
        };
        var reply = new Reply(turn.Request.From, message, turn.Number)
        {
            // What the asker waits for is the first sentence.
            AskedAt = turn.FirstAudio is null ? turn.Request.ReceivedAt : 0,
        };
        await channels.Replies.Writer.WriteAsync(reply, turn.Token).ConfigureAwait(false);
        mouth.Say(turn.Schedule, part.Text, said);
        turn.Sentences++;
        turn.IsOpen = isMoreToCome;
        if (turn.FirstAudio is null)
        {
            turn.FirstAudio = time.GetElapsedTime(turn.Began);
            figures.Reached(TurnStage.FirstAudio, turn.FirstAudio.Value);
        }
    }

    /// <summary>All is said: tells the asker, if he waits for more.</summary>
    public async ValueTask FinishAsync(RunningTurn turn)
    {
        if (turn.IsOpen)
        {
            turn.IsOpen = false;
            await channels.Replies.Writer
                .WriteAsync(new Reply(turn.Request.From, null, turn.Number) { IsWhole = true }, turn.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Closes her mouth, if it says this turn.</summary>
    public void Hush(RunningTurn turn) => mouth.Hush(turn.Number);

    /// <summary>Lets feelings that an answer names move her mood.</summary>
    public async ValueTask FeelAsync(RunningTurn turn, IReadOnlyList<NamedFeeling> feelings)
    {
        foreach (NamedFeeling named in feelings)
        {
            turn.Mood = turn.Mood.Toward(Feelings.MoodOf(named.Feeling), named.Intensity);

            // Waits at the bound: an event must not be lost, and the emotion engine waits for nobody.
            await channels.Emotions.Writer
                .WriteAsync(new EmotionRequest.Feel(named.Feeling, named.Intensity), turn.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Keeps what was answered so far.</summary>
    public async ValueTask KeepAsync(RunningTurn turn, string answered, CancellationToken stopping)
    {
        if (turn.Kept is { } number)
        {
            await memory.AmendAsync(turn.Speaker, number, answered, stopping).ConfigureAwait(false);
        }
        else
        {
            turn.Kept = await memory
                .KeepAsync(turn.Speaker, new Turn(turn.Request.Text, answered), stopping).ConfigureAwait(false);
        }
    }
}
