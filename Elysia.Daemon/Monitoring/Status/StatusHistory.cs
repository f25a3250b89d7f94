namespace Elysia.Monitoring.Status;

/// <summary>The last ten minutes, second by second, so that a page that is opened late still sees how it came about. Any
/// thread.</summary>
internal sealed class StatusHistory
{
    /// <summary>Most samples remembered; beyond it the oldest is forgotten.</summary>
    /// <remarks>Unit: seconds. 600: ten minutes, some 60 KB.</remarks>
    public const int Max = 600;

    private readonly Lock _lock = new();
    private readonly Queue<StatusSample> _samples = new(Max + 1);

    /// <summary>The newest; null before the first second is over.</summary>
    public StatusSample? Last { get; private set; }

    /// <summary>Takes one in.</summary>
    public void Add(StatusSample sample)
    {
        lock (_lock)
        {
            _samples.Enqueue(sample);
            Last = sample;
            if (_samples.Count > Max)
            {
                _samples.Dequeue();
            }
        }
    }

    /// <summary>The samples after a number, oldest first.</summary>
    public IReadOnlyList<StatusSample> Since(long number)
    {
        lock (_lock)
        {
            return [.. _samples.SkipWhile(s => s.Number <= number)];
        }
    }
}
