namespace Elysia.State;

/// <summary>Her mouth while she speaks, known ahead: sentences, one after the other, on the monotonic clock. Never
/// changed.</summary>
public sealed class MouthScript
{
    // How long lips take from the end of one sentence to the first sound of the next, at most.
    private const double OpensWithinSeconds = 0.05;

    private readonly long _frequency;
    private readonly long[] _times;
    private readonly double[] _widths;

    /// <summary>A script.</summary>
    /// <param name="frequency">Clock ticks per second (<see cref="TimeProvider.TimestampFrequency"/>).</param>
    /// <param name="sentences">When each begins and ends, ascending, and its keys; none for a mouth that is to close.</param>
    public MouthScript(long frequency, IEnumerable<(long Start, long End, IReadOnlyList<MouthKey> Keys)> sentences)
    {
        _frequency = frequency;
        var times = new List<long>();
        var widths = new List<double>();
        foreach ((long start, long end, IReadOnlyList<MouthKey> keys) in sentences)
        {
            double opens = 0;
            if (times.Count > 0)
            {
                // Until the next one begins the mouth stays as the last one left it, and then it opens; it does not jump.
                times.Add(start);
                widths.Add(widths[^1]);
                opens = keys.Count > 1 ? Math.Min(OpensWithinSeconds, keys[1].TimeSeconds / 2) : 0;
            }

            foreach (MouthKey key in keys)
            {
                times.Add(start + (long)(Math.Max(key.TimeSeconds, opens) * frequency));
                widths.Add(Field.Clamp(FieldId.MouthWidth, key.MouthWidth));
            }

            End = end;
        }

        (_times, _widths) = ([.. times], [.. widths]);
    }

    /// <summary>When the last sentence is over.</summary>
    public long End { get; }

    /// <summary>How far the mouth is open, 0..1.</summary>
    /// <param name="timestamp">A moment on the monotonic clock.</param>
    /// <returns>Null before she begins and when she has ended.</returns>
    public double? WidthAt(long timestamp)
    {
        if (_times.Length == 0 || timestamp < _times[0] || timestamp >= End)
        {
            return null;
        }

        // The last key that is not after the moment: of two at one time the later.
        int low = 0;
        int high = _times.Length;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            (low, high) = _times[middle] <= timestamp ? (middle, high) : (low, middle);
        }

        if (high == _times.Length)
        {
            return _widths[low];
        }

        double part = (double)(timestamp - _times[low]) / (_times[high] - _times[low]);

        // Lips have weight: they set out and arrive slowly.
        return _widths[low] + ((_widths[high] - _widths[low]) * part * part * (3 - (2 * part)));
    }

    /// <summary>How far the mouth is open some time after a moment; closed when she does not speak then.</summary>
    /// <param name="timestamp">A moment on the monotonic clock.</param>
    /// <param name="seconds">Time after it.</param>
    public double WidthAfter(long timestamp, double seconds) => WidthAt(timestamp + (long)(seconds * _frequency)) ?? 0;
}
