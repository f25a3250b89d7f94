using System.Collections;

namespace Elysia.State;

/// <summary>The position of the mouth at a moment.</summary>
/// <param name="Open">The opening, 0 (closed) to 1; <c>mouth_width</c> in protocol 1.</param>
/// <param name="Wide">The spread of the corners, 0 (at rest) to 1 as in "see".</param>
/// <param name="Round">The rounding of the lips, 0 (at rest) to 1 as in "who".</param>
internal readonly record struct Viseme(double Open, double Wide = 0, double Round = 0)
{
    /// <summary>The closed mouth.</summary>
    public static Viseme Closed { get; }
}

/// <summary>A viseme and the time at which the lips reach it.</summary>
/// <param name="TimeSeconds">The time since the start of the timeline, ascending.</param>
/// <param name="Viseme">The position of the mouth.</param>
internal readonly record struct VisemeKey(double TimeSeconds, Viseme Viseme)
{
    /// <summary>Creates a key from the channels of its viseme.</summary>
    public VisemeKey(double timeSeconds, double open, double wide = 0, double round = 0)
        : this(timeSeconds, new Viseme(open, wide, round))
    {
    }
}

/// <summary>The movement of her mouth over time, known in advance. Immutable; safe on any thread.</summary>
/// <remarks>
/// <para>For one sentence it holds all channels, on a clock of its own that begins with the sentence and counts
/// milliseconds. This is what the client that asked is sent.</para>
/// <para>For consecutive sentences it holds the opening of the mouth, on the monotonic clock. This is what the tick
/// follows. Keys are whole milliseconds apart, so that they can be sent without rounding.</para>
/// <para>Between two keys it is the cubic whose slope is 0 at both, because lips accelerate and decelerate.</para>
/// </remarks>
internal sealed class VisemeTimeline : IReadOnlyList<VisemeKey>
{
    // The maximum time that lips take from the end of one sentence to the first viseme of the next, and from their
    // present position to the one that a timeline that has already begun requires.
    private const int OpensWithinMs = 50;

    // The minimum duration of a movement of the lips.
    private const int ShortestMs = 20;
    private const int MsPerSecond = 1_000;

    private readonly VisemeKey[] _keys;
    private readonly long[] _times;
    private readonly long _frequency;
    private readonly long _start;

    /// <summary>Creates the timeline of a sentence, on its own clock.</summary>
    /// <param name="keys">The keys in ascending order of time.</param>
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

    /// <summary>The number of keys.</summary>
    public int Count => _keys.Length;

    /// <summary>The end of the timeline, on its clock.</summary>
    public long End { get; }

    /// <summary>Returns a key.</summary>
    /// <param name="index">The index of the key, 0 to <see cref="Count"/> - 1.</param>
    public VisemeKey this[int index] => _keys[index];

    /// <summary>Creates the timeline of consecutive sentences on the monotonic clock.</summary>
    /// <param name="frequency">Clock ticks per second (<see cref="TimeProvider.TimestampFrequency"/>).</param>
    /// <param name="sentences">The start and end of each sentence, ascending, and its visemes; an empty sequence for a
    /// mouth that is to close.</param>
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
                // Until the next sentence begins, the mouth stays as the last one left it; then it opens gradually,
                // without a jump.
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

    /// <summary>Returns the opening of the mouth, 0..1.</summary>
    /// <param name="timestamp">A time on its clock.</param>
    /// <returns>Before the start, the value at the start; null after the end.</returns>
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

    /// <summary>Returns the opening of the mouth some time after a given time; 0 when she does not speak
    /// then.</summary>
    /// <param name="timestamp">A time on its clock.</param>
    /// <param name="seconds">The seconds after that time.</param>
    public double WidthAfter(long timestamp, double seconds) => WidthAt(timestamp + (long)(seconds * _frequency)) ?? 0;

    /// <summary>Returns the index of the last key that is not after a given time; -1 when there is none.</summary>
    /// <param name="timestamp">A time on its clock.</param>
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

    /// <summary>Returns the time of a key, on its clock.</summary>
    public long TimestampOf(int index) => _times[index];

    /// <summary>Returns the time since the previous key.</summary>
    /// <remarks>Unit: ms.</remarks>
    /// <param name="index">The index of the key, 1 to <see cref="Count"/> - 1.</param>
    public int AfterMs(int index) => Ms(_keys[index]) - Ms(_keys[index - 1]);

    /// <summary>Returns the remainder of the timeline for lips that are elsewhere; they reach the position it requires
    /// within 50 ms.</summary>
    /// <param name="timestamp">The current time, on its clock.</param>
    /// <param name="width">The present opening of the mouth, 0..1.</param>
    /// <returns>The remainder; this timeline itself when it has ended.</returns>
    public VisemeTimeline From(long timestamp, double width)
    {
        if (timestamp >= End || Count == 0)
        {
            return this;
        }

        // Rounded down: lips that accelerate slowly do not move visibly in the millisecond by which it may begin early.
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

    // Two keys in the same millisecond would give one moment two values.
    private static void Add(List<(int Ms, double Open)> keys, int ms, double open)
    {
        if (keys.Count > 0 && ms == keys[^1].Ms && open.Equals(keys[^1].Open))
        {
            return;
        }

        if (keys.Count > 1 && open.Equals(keys[^1].Open) && open.Equals(keys[^2].Open))
        {
            // The value has not changed: extend the previous rest instead of adding another one.
            keys.RemoveAt(keys.Count - 1);
        }

        keys.Add((keys.Count == 0 ? ms : Math.Max(ms, keys[^1].Ms + 1), open));
    }
}
