using Elysia.Channels;
using Elysia.Speech;
using Elysia.Speech.LipSync;
using Elysia.State;

namespace Elysia.Conversation;

/// <summary>Says the sentences of a turn: applies the feelings they name, stores them, and sends them to the client
/// that asked.</summary>
/// <remarks>A turn calls it from one thread at a time; turns of different clients run concurrently.</remarks>
/// <param name="channels">The daemon's channels.</param>
/// <param name="memory">The earlier turns.</param>
/// <param name="speech">Turns a sentence into visemes and, if a voice is configured, sound.</param>
/// <param name="mouth">Moves her mouth for all viewers.</param>
/// <param name="figures">The durations of turns.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class AnswerSpeaker(
    EngineChannels channels, IMemory memory, IVoice speech, MouthPlayer mouth, TurnFigures figures, TimeProvider time)
{
    /// <summary>Says a sentence.</summary>
    /// <param name="turn">The turn to which the sentence belongs.</param>
    /// <param name="part">The sentence.</param>
    /// <param name="isMoreToCome">Whether another sentence may follow; if none does, <see cref="FinishAsync"/> tells
    /// the client.</param>
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

        // Before the sentence is sent, so that she remembers everything that anybody heard her say.
        await KeepAsync(turn, turn.Schedule.TextWith(part.Text), turn.Token).ConfigureAwait(false);
        var message = new SpeechMessage(part.Text, MoodToFace.Spirits(turn.Mood), voice, said.Visemes, said.Clip)
        {
            Turn = turn.Number,
            IsMoreToCome = isMoreToCome,
        };
        var reply = new Reply(turn.Request.From, message, turn.Number)
        {
            // Only the first sentence counts for the latency of the answer.
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

    /// <summary>Ends the answer: tells the client, if the last sentence announced more.</summary>
    public async ValueTask FinishAsync(RunningTurn turn)
    {
        if (turn.IsOpen)
        {
            turn.IsOpen = false;
            await channels.Replies.Writer
                .WriteAsync(new Reply(turn.Request.From, null, turn.Number) { IsWhole = true }, turn.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Closes her mouth, if this turn has it.</summary>
    public void CloseMouth(RunningTurn turn) => mouth.Stop(turn.Number);

    /// <summary>Applies the feelings that an answer names to her mood.</summary>
    public async ValueTask FeelAsync(RunningTurn turn, IReadOnlyList<NamedFeeling> feelings)
    {
        foreach (NamedFeeling named in feelings)
        {
            turn.Mood = turn.Mood.Toward(Feelings.MoodOf(named.Feeling), named.Intensity);

            // Waits if the channel is full: an event must not be lost, and the emotion engine never blocks for long.
            await channels.Emotions.Writer
                .WriteAsync(new EmotionRequest.Feel(named.Feeling, named.Intensity), turn.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Stores the answer so far.</summary>
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
