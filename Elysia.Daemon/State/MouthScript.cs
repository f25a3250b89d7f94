namespace Elysia.State;

/// <summary>Her mouth while she speaks, known ahead: sentences, one after the other, on the monotonic clock. Never
/// changed.</summary>
/// <remarks>From one key to the next she sets out and arrives slowly, as lips have weight: the cubic through both whose slope at
/// either is 0. Keys are whole milliseconds apart, so that a viewer can be told them without rounding.</remarks>
public sealed class MouthScript
{
    // How long lips take from the end of one sentence to the first sound of the next, at most; and from where they are to
    // where a script that has begun wants them.
    private const int OpensWithinMs = 50;

    // Nothing that lips do is shorter.
    private const int ShortestMs = 20;
    private const long MsPerSecond = 1_000;

    private readonly long _frequency;
    private readonly long _start;
    private readonly int[] _afterMs;
    private readonly long[] _times;
    private readonly double[] _widths;

    /// <summary>A script.</summary>
    /// <param name="frequency">Clock ticks per second (<see cref="TimeProvider.TimestampFrequency"/>).</param>
    /// <param name="sentences">When each begins and ends, ascending, and its keys; none for a mouth that is to close.</param>
    public MouthScript(long frequency, IEnumerable<(long Start, long End, IReadOnlyList<MouthKey> Keys)> sentences)
    {
        _frequency = frequency;
        var keys = new List<(int Ms, double Width)>();
        foreach ((long start, long end, IReadOnlyList<MouthKey> sentence) in sentences)
        {
            _start = keys.Count == 0 ? start : _start;
            var beginsMs = (int)((start - _start) * MsPerSecond / frequency);
            int opensMs = 0;
            if (keys.Count > 0)
            {
                // Until the next one begins the mouth stays as the last one left it, and then it opens; it does not jump.
                Add(keys, beginsMs, keys[^1].Width);
                opensMs = sentence.Count > 1 ? Math.Min(OpensWithinMs, Ms(sentence[1]) / 2) : 0;
            }

            foreach (MouthKey key in sentence)
            {
                Add(keys, beginsMs + Math.Max(Ms(key), opensMs), Field.Clamp(FieldId.MouthWidth, key.MouthWidth));
            }

            End = end;
        }

        (_afterMs, _times, _widths) = Columns(keys);
    }

    private MouthScript(MouthScript of, long end, List<(int Ms, double Width)> keys)
    {
        (_frequency, _start, End) = (of._frequency, of._start, end);
        (_afterMs, _times, _widths) = Columns(keys);
    }

    /// <summary>How many keys there are.</summary>
    public int Count => _times.Length;

    /// <summary>When the last sentence is over.</summary>
    public long End { get; }

    /// <summary>How far the mouth is open, 0..1.</summary>
    /// <param name="timestamp">A moment on the monotonic clock.</param>
    /// <returns>Before she begins as at the beginning; null when she has ended.</returns>
    public double? WidthAt(long timestamp)
    {
        if (_times.Length == 0 || timestamp >= End)
        {
            return null;
        }

        int at = Math.Max(0, IndexAt(timestamp));
        if (at == Count - 1 || timestamp < _times[0])
        {
            return _widths[at];
        }

        double part = (double)(timestamp - _times[at]) / (_times[at + 1] - _times[at]);
        return _widths[at] + ((_widths[at + 1] - _widths[at]) * part * part * (3 - (2 * part)));
    }

    /// <summary>The last key that is not after a moment; -1 when there is none.</summary>
    /// <param name="timestamp">A moment on the monotonic clock.</param>
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

    /// <summary>A key.</summary>
    /// <param name="index">Which, 0 to <see cref="Count"/> - 1.</param>
    /// <returns>When, on the monotonic clock; ms since the key before; how far the mouth is open then.</returns>
    public (long Timestamp, int AfterMs, double Width) this[int index] => (_times[index], _afterMs[index], _widths[index]);

    /// <summary>How far the mouth is open some time after a moment; closed when she does not speak then.</summary>
    /// <param name="timestamp">A moment on the monotonic clock.</param>
    /// <param name="seconds">Time after it.</param>
    public double WidthAfter(long timestamp, double seconds) => WidthAt(timestamp + (long)(seconds * _frequency)) ?? 0;

    /// <summary>The rest of it, for lips that are elsewhere: they are where it wants them within 50 ms.</summary>
    /// <param name="timestamp">Now, on the monotonic clock.</param>
    /// <param name="width">How far they are open now, 0..1.</param>
    /// <returns>Itself when there is no rest.</returns>
    public MouthScript From(long timestamp, double width)
    {
        if (timestamp >= End || Count == 0)
        {
            return this;
        }

        // Rounded down: in the millisecond that it may have begun before, lips that set out slowly do not move.
        var nowMs = (int)Math.Floor((timestamp - _start) * (double)MsPerSecond / _frequency);
        int thereMs = nowMs + OpensWithinMs;
        var keys = new List<(int Ms, double Width)> { (nowMs, width) };
        keys.Add((thereMs, WidthAfter(TimestampOf(thereMs), 0)));
        for (int i = 0, ms = 0; i < Count; i++)
        {
            ms += _afterMs[i];
            if (ms >= thereMs + ShortestMs)
            {
                Add(keys, ms, _widths[i]);
            }
        }

        return new MouthScript(this, Math.Max(End, TimestampOf(keys[^1].Ms)), keys);
    }

    private long TimestampOf(int ms) => _start + (ms * _frequency / MsPerSecond);

    private (int[] AfterMs, long[] Times, double[] Widths) Columns(List<(int Ms, double Width)> keys) => (
        [.. keys.Select((key, n) => key.Ms - (n == 0 ? 0 : keys[n - 1].Ms))],
        [.. keys.Select(key => TimestampOf(key.Ms))],
        [.. keys.Select(key => key.Width)]);

    private static int Ms(MouthKey key) => (int)Math.Round(key.TimeSeconds * MsPerSecond);

    // Two within a millisecond would be one moment with two mouths.
    private static void Add(List<(int Ms, double Width)> keys, int ms, double width)
    {
        if (keys.Count > 0 && ms == keys[^1].Ms && width.Equals(keys[^1].Width))
        {
            return;
        }

        if (keys.Count > 1 && width.Equals(keys[^1].Width) && width.Equals(keys[^2].Width))
        {
            // Still as it was: one rest, and not two.
            keys.RemoveAt(keys.Count - 1);
        }

        keys.Add((keys.Count == 0 ? ms : Math.Max(ms, keys[^1].Ms + 1), width));
    }
}
