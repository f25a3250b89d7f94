using Elysia.Channels;
using Elysia.State;

namespace Elysia.Speech.LipSync;

/// <summary>Moves her mouth while she speaks, for all viewers: writes the coming visemes into
/// <see cref="EngineChannels.Mouths"/>, from which the tick reads the current one.</summary>
/// <remarks>Any thread. A face has one mouth: sentences of one turn follow each other, and a newer turn takes the mouth
/// from an older one, whose later sentences are not shown. Bounded by <see cref="SentencesMax"/>.</remarks>
/// <param name="channels">The daemon's channels.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class MouthPlayer(EngineChannels channels, TimeProvider time)
{
    /// <summary>The maximum number of sentences that are being said or waiting; the sound of further ones has no mouth
    /// movement.</summary>
    /// <remarks>Unit: sentences. 64, the capacity of <see cref="EngineChannels.Replies"/>.</remarks>
    public const int SentencesMax = 64;

    private readonly Lock _lock = new();
    private readonly Queue<(long Start, long End, VisemeTimeline Visemes)> _said = new();
    private long _turn = long.MinValue;

    /// <summary>Shows a sentence, at once or after the earlier sentences of the same turn.</summary>
    /// <param name="schedule">The schedule of the answer; the sentence is added to it.</param>
    /// <param name="text">The sentence.</param>
    /// <param name="sentence">The output of the voice for this sentence.</param>
    public void Say(SpeechSchedule schedule, string text, SpokenSentence sentence)
    {
        lock (_lock)
        {
            (long start, long end) = schedule.Add(text, sentence.Duration);
            long now = time.GetTimestamp();
            while (_said.TryPeek(out (long Start, long End, VisemeTimeline Visemes) first) && first.End <= now)
            {
                _said.Dequeue();
            }

            if (schedule.Turn < _turn || (schedule.Turn == _turn && _said.Count >= SentencesMax))
            {
                return;
            }

            if (schedule.Turn > _turn)
            {
                _turn = schedule.Turn;
                _said.Clear();
            }

            _said.Enqueue((start, end, sentence.Visemes));
            Publish();
        }
    }

    /// <summary>Closes the mouth and drops the waiting sentences, if <paramref name="turn"/> has the mouth.</summary>
    public void Stop(long turn)
    {
        lock (_lock)
        {
            if (turn == _turn)
            {
                _said.Clear();
                Publish();
            }
        }
    }

    private void Publish() => channels.Mouths.Writer.TryWrite(VisemeTimeline.OnClock(time.TimestampFrequency, _said));
}
