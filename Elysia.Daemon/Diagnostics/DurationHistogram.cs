namespace Elysia.Diagnostics;

/// <summary>How long something took, counted in fixed steps. Any thread.</summary>
public sealed class DurationHistogram
{
    private static readonly double[] Steps = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private readonly long[] _counts = new long[Steps.Length + 1];
    private long _ticks;

    /// <summary>Upper bounds of the steps in seconds, ascending; one more step is open.</summary>
    public static IReadOnlyList<double> BoundsSeconds => Steps;

    /// <summary>How many were recorded.</summary>
    public long Count => Counts().Sum();

    /// <summary>All of them together.</summary>
    public TimeSpan Sum => new(Interlocked.Read(ref _ticks));

    /// <summary>Records one.</summary>
    public void Record(TimeSpan duration)
    {
        int step = Array.FindIndex(Steps, bound => duration.TotalSeconds <= bound);
        Interlocked.Increment(ref _counts[step < 0 ? Steps.Length : step]);
        Interlocked.Add(ref _ticks, duration.Ticks);
    }

    /// <summary>How many fell into each step.</summary>
    public long[] Counts() => [.. _counts.Select((_, i) => Interlocked.Read(ref _counts[i]))];
}
