using System.Collections;

namespace Elysia.State;

/// <summary>How a mouth stands at a moment.</summary>
/// <param name="Open">How far it is open, 0 closed to 1; protocol 1's <c>mouth_width</c>.</param>
/// <param name="Wide">How far the corners are spread, 0 at rest to 1 as in "see".</param>
/// <param name="Round">How far the lips are rounded, 0 at rest to 1 as in "who".</param>
internal readonly record struct Viseme(double Open, double Wide = 0, double Round = 0)
{
    /// <summary>Lips together.</summary>
    public static Viseme Closed { get; }
}

/// <summary>A viseme and the moment at which the lips are there.</summary>
/// <param name="TimeSeconds">Since the start of the timeline, ascending.</param>
/// <param name="Viseme">How the mouth stands.</param>
internal readonly record struct VisemeKey(double TimeSeconds, Viseme Viseme)
{
    /// <summary>A key by the channels of its viseme.</summary>
    public VisemeKey(double timeSeconds, double open, double wide = 0, double round = 0)
        : this(timeSeconds, new Viseme(open, wide, round))
    {
    }
}

/// <summary>Her mouth over time, known ahead. Never changed; any thread.</summary>
/// <remarks>
/// <para>Of a sentence: all channels, on a clock of its own that begins with the sentence and counts milliseconds. This is what
/// the asker is told.</para>
/// <para>Of sentences one after the other: how far the mouth is open, on the monotonic clock. This is what the tick follows. Keys
/// are whole milliseconds apart, so that a viewer can be told them without rounding.</para>
/// <para>From one key to the next she sets out and arrives slowly, as lips have weight: the cubic through both whose slope at
/// either is 0.</para>
/// </remarks>
internal sealed class VisemeTimeline : IReadOnlyList<VisemeKey>
{
    // How long lips take from the end of one sentence to the first viseme of the next, at most; and from where they are to
    // where a timeline that has begun wants them.
    private const int OpensWithinMs = 50;

    // Nothing that lips do is shorter.
    private const int ShortestMs = 20;
    private const int MsPerSecond = 1_000;

    private readonly VisemeKey[] _keys;
    private readonly long[] _times;
    private readonly long _frequency;
    private readonly long _start;

    /// <summary>The timeline of a sentence, on its own clock.</summary>
    /// <param name="keys">In the order of time.</param>
    public VisemeTimeline(IEnumerable<VisemeKey> keys)
        : this([.. keys], MsPerSecond, start: 0, end: 0) => End = _times.Length > 0 ? _times[^1] : 0;

    private VisemeTimeline(VisemeKey[] keys, long frequency, long start, long end)
    {
        (_keys, _frequency, _start, End) = (keys, frequency, start, end);
        _times = new long[keys.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            _times[i] = ClockTimeOf(Ms(keys[i]));
        }
    }

    /// <summary>How many keys there are.</summary>
    public int Count => _keys.Length;

    /// <summary>When it is over, on its clock.</summary>
    public long End { get; }

    /// <summary>A key.</summary>
    /// <param name="index">Which, 0 to <see cref="Count"/> - 1.</param>
    public VisemeKey this[int index] => _keys[index];

    /// <summary>Sentences one after the other on the monotonic clock.</summary>
    /// <param name="frequency">Clock ticks per second (<see cref="TimeProvider.TimestampFrequency"/>).</param>
    /// <param name="sentences">When each begins and ends, ascending, and its visemes; none for a mouth that is to close.</param>
    public static VisemeTimeline OnClock(
        long frequency, IEnumerable<(long Start, long End, VisemeTimeline Visemes)> sentences)
    {
        long first = 0;
        long last = 0;
        var keys = new List<(int Ms, double Open)>();
        foreach ((long start, long end, VisemeTimeline sentence) in sentences)
        {
            first = keys.Count == 0 ? start : first;
            var beginsMs = (int)((start - first) * MsPerSecond / frequency);
            int opensMs = 0;
            if (keys.Count > 0)
            {
                // Until the next one begins the mouth stays as the last one left it, and then it opens; it does not jump.
                Add(keys, beginsMs, keys[^1].Open);
                opensMs = sentence.Count > 1 ? Math.Min(OpensWithinMs, Ms(sentence[1]) / 2) : 0;
            }

            foreach (VisemeKey key in sentence._keys)
            {
                Add(keys, beginsMs + Math.Max(Ms(key), opensMs), Field.Clamp(FieldId.MouthWidth, key.Viseme.Open));
            }

            last = end;
        }

        return new VisemeTimeline(Keys(keys), frequency, first, last);
    }

    /// <summary>How far the mouth is open, 0..1.</summary>
    /// <param name="timestamp">A moment on its clock.</param>
    /// <returns>Before she begins as at the beginning; null when she has ended.</returns>
    public double? WidthAt(long timestamp)
    {
        if (_times.Length == 0 || timestamp >= End)
        {
            return null;
        }

        int at = Math.Max(0, IndexAt(timestamp));
        double from = _keys[at].Viseme.Open;
        if (at == Count - 1 || timestamp < _times[0])
        {
            return from;
        }

        double part = (double)(timestamp - _times[at]) / (_times[at + 1] - _times[at]);
        return from + ((_keys[at + 1].Viseme.Open - from) * part * part * (3 - (2 * part)));
    }

    /// <summary>How far the mouth is open some time after a moment; closed when she does not speak then.</summary>
    /// <param name="timestamp">A moment on its clock.</param>
    /// <param name="seconds">Time after it.</param>
    public double WidthAfter(long timestamp, double seconds) => WidthAt(timestamp + (long)(seconds * _frequency)) ?? 0;

    /// <summary>The last key that is not after a moment; -1 when there is none.</summary>
    /// <param name="timestamp">A moment on its clock.</param>
    public int IndexAt(long timestamp)
    {
        int low = -1;
        int high = Count;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            (low, high) = _times[middle] <= timestamp ? (middle, high) : (low, middle);
        }

        return low;
    }

    /// <summary>When a key is, on its clock.</summary>
    public long TimestampOf(int index) => _times[index];

    /// <summary>Time from the key before.</summary>
    /// <remarks>Unit: ms.</remarks>
    /// <param name="index">Which, 1 to <see cref="Count"/> - 1.</param>
    public int AfterMs(int index) => Ms(_keys[index]) - Ms(_keys[index - 1]);

    /// <summary>The rest of it, for lips that are elsewhere: they are where it wants them within 50 ms.</summary>
    /// <param name="timestamp">Now, on its clock.</param>
    /// <param name="width">How far they are open now, 0..1.</param>
    /// <returns>Itself when there is no rest.</returns>
    public VisemeTimeline From(long timestamp, double width)
    {
        if (timestamp >= End || Count == 0)
        {
            return this;
        }

        // Rounded down: in the millisecond that it may have begun before, lips that set out slowly do not move.
        var nowMs = (int)Math.Floor((timestamp - _start) * (double)MsPerSecond / _frequency);
        int thereMs = nowMs + OpensWithinMs;
        var keys = new List<(int Ms, double Open)> { (nowMs, width) };
        keys.Add((thereMs, WidthAfter(ClockTimeOf(thereMs), 0)));
        foreach (VisemeKey key in _keys)
        {
            if (Ms(key) >= thereMs + ShortestMs)
            {
                Add(keys, Ms(key), key.Viseme.Open);
            }
        }

        return new VisemeTimeline(Keys(keys), _frequency, _start, Math.Max(End, ClockTimeOf(keys[^1].Ms)));
    }

    /// <inheritdoc/>
    public IEnumerator<VisemeKey> GetEnumerator() => ((IEnumerable<VisemeKey>)_keys).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private long ClockTimeOf(int ms) => _start + (ms * _frequency / MsPerSecond);

    private static int Ms(VisemeKey key) => (int)Math.Round(key.TimeSeconds * MsPerSecond);

    private static VisemeKey[] Keys(List<(int Ms, double Open)> keys) =>
        [.. keys.Select(key => new VisemeKey(key.Ms / (double)MsPerSecond, key.Open))];

    // Two within a millisecond would be one moment with two mouths.
    private static void Add(List<(int Ms, double Open)> keys, int ms, double open)
    {
        if (keys.Count > 0 && ms == keys[^1].Ms && open.Equals(keys[^1].Open))
        {
            return;
        }

        if (keys.Count > 1 && open.Equals(keys[^1].Open) && open.Equals(keys[^2].Open))
        {
            // Still as it was: one rest, and not two.
            keys.RemoveAt(keys.Count - 1);
        }

        keys.Add((keys.Count == 0 ? ms : Math.Max(ms, keys[^1].Ms + 1), open));
    }
}
