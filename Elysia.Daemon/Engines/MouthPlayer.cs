using System.Threading.Channels;
using Elysia.Channels;
using Elysia.State;

namespace Elysia.Engines;

/// <summary>Moves her mouth while she speaks, for everybody who watches: plays timelines into
/// <see cref="EngineChannels.MouthWidths"/>.</summary>
/// <remarks>One task plays; any thread may give it something to say. A face has one mouth: sentences of one turn follow each
/// other, and a newer turn takes the mouth from an older one, whose later sentences are not shown. Bounded by
/// <see cref="SentencesMax"/>.</remarks>
/// <param name="channels">The daemon's channels.</param>
/// <param name="time">The daemon's clock.</param>
public sealed class MouthPlayer(EngineChannels channels, TimeProvider time)
{
    /// <summary>Most sentences that wait for the mouth; what comes beyond is heard and not seen.</summary>
    /// <remarks>Unit: sentences. 64: as many replies as wait in <see cref="EngineChannels.Replies"/>.</remarks>
    public const int SentencesMax = 64;

    // The fastest tick: showing it more often would be seen by nobody.
    private static readonly TimeSpan Frame = TimeSpan.FromSeconds(1.0 / 60);

    private readonly Lock _lock = new();
    private readonly Queue<SpokenSentence> _waiting = new();

    // One place: woken twice before it is up is woken once.
    private readonly Channel<bool> _woken = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private long _turn = long.MinValue;
    private SpokenSentence? _now;
    private long _started;
    private int _key;

    /// <summary>Whether a sentence is being said.</summary>
    public bool IsSpeaking
    {
        get
        {
            lock (_lock)
            {
                return _now is not null;
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
            if (turn < _turn || _waiting.Count >= SentencesMax)
            {
                return;
            }

            if (turn > _turn)
            {
                _turn = turn;
                _waiting.Clear();
                _now = null;
            }

            _waiting.Enqueue(sentence);
            if (_now is null)
            {
                Next(time.GetTimestamp());
            }
        }

        _woken.Writer.TryWrite(true);
    }

    /// <summary>Closes the mouth and forgets what waits, if <paramref name="turn"/> is what she says.</summary>
    public void Hush(long turn)
    {
        lock (_lock)
        {
            if (turn != _turn)
            {
                return;
            }

            _waiting.Clear();
            _now = null;
        }

        channels.MouthWidths.Writer.TryWrite(0);
    }

    /// <summary>Plays until <paramref name="stopping"/> is cancelled.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await _woken.Reader.ReadAsync(stopping).ConfigureAwait(false);
                while (Width() is { } width)
                {
                    channels.MouthWidths.Writer.TryWrite(width);
                    await Task.Delay(Frame, time, stopping).ConfigureAwait(false);
                }

                channels.MouthWidths.Writer.TryWrite(0);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The daemon stops.
        }
    }

    // The opening now, or null when nothing is said any more.
    private double? Width()
    {
        lock (_lock)
        {
            while (_now is { } sentence)
            {
                TimeSpan elapsed = time.GetElapsedTime(_started);
                if (elapsed < sentence.Duration)
                {
                    return WidthAt(sentence.LipSync, elapsed.TotalSeconds);
                }

                // The next one begins where this one ended, not where that was noticed.
                Next(_started + (long)(sentence.Duration.TotalSeconds * time.TimestampFrequency));
            }

            return null;
        }
    }

    private double WidthAt(IReadOnlyList<MouthKey> keys, double seconds)
    {
        // Time only moves on, so the search goes on from where it was.
        while (_key + 1 < keys.Count && keys[_key + 1].TimeSeconds <= seconds)
        {
            _key++;
        }

        MouthKey from = keys[_key];
        if (_key + 1 >= keys.Count)
        {
            return from.MouthWidth;
        }

        MouthKey to = keys[_key + 1];
        double part = (seconds - from.TimeSeconds) / (to.TimeSeconds - from.TimeSeconds);
        return from.MouthWidth + ((to.MouthWidth - from.MouthWidth) * Math.Clamp(part, 0, 1));
    }

    private void Next(long started)
    {
        (_now, _started, _key) = (_waiting.TryDequeue(out SpokenSentence? next) ? next : null, started, 0);
    }
}
