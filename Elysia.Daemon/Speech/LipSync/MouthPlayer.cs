using Elysia.Channels;
using Elysia.State;

namespace Elysia.Speech.LipSync;

/// <summary>Moves her mouth while she speaks, for everybody who watches: writes what is to come into
/// <see cref="EngineChannels.Mouths"/>, from which the tick takes what is now.</summary>
/// <remarks>Any thread. A face has one mouth: sentences of one turn follow each other, and a newer turn takes the mouth from an
/// older one, whose later sentences are not shown. Bounded by <see cref="SentencesMax"/>.</remarks>
/// <param name="channels">The daemon's channels.</param>
/// <param name="time">The daemon's clock.</param>
public sealed class MouthPlayer(EngineChannels channels, TimeProvider time)
{
    /// <summary>Most sentences that are being said or wait for it; what comes beyond is heard and not seen.</summary>
    /// <remarks>Unit: sentences. 64: as many replies as wait in <see cref="EngineChannels.Replies"/>.</remarks>
    public const int SentencesMax = 64;

    private const long MsPerSecond = 1_000;

    private readonly Lock _lock = new();
    private readonly Queue<(long Start, long End, IReadOnlyList<MouthKey> Keys)> _said = new();
    private long _turn = long.MinValue;
    private long _end;

    /// <summary>Whether a sentence is being said.</summary>
    public bool IsSpeaking
    {
        get
        {
            lock (_lock)
            {
                return _said.Count > 0 && time.GetTimestamp() < _end;
            }
        }
    }

    /// <summary>Says a sentence, at once or after the ones before it of the same turn.</summary>
    /// <param name="turn">Which answer it belongs to; a later one has a greater number.</param>
    /// <param name="sentence">The sentence.</param>
    public void Say(long turn, SpokenSentence sentence)
    {
        lock (_lock)
        {
            long now = time.GetTimestamp();
            while (_said.TryPeek(out (long Start, long End, IReadOnlyList<MouthKey> Keys) first) && first.End <= now)
            {
                _said.Dequeue();
            }

            if (turn < _turn || (turn == _turn && _said.Count >= SentencesMax))
            {
                return;
            }

            if (turn > _turn)
            {
                _turn = turn;
                _said.Clear();
            }

            // The next one begins where this one ends; whole milliseconds apart, as the keys of a script are.
            long start = _said.Count > 0 ? _end : now;
            _end = start + ((long)Math.Ceiling(sentence.Duration.TotalMilliseconds) * time.TimestampFrequency / MsPerSecond);
            _said.Enqueue((start, _end, sentence.LipSync));
            Tell();
        }
    }

    /// <summary>Closes the mouth and forgets what waits, if <paramref name="turn"/> is what she says.</summary>
    public void Hush(long turn)
    {
        lock (_lock)
        {
            if (turn == _turn)
            {
                _said.Clear();
                Tell();
            }
        }
    }

    private void Tell() => channels.Mouths.Writer.TryWrite(new MouthScript(time.TimestampFrequency, _said));
}
