namespace Elysia.Monitoring.Status;

/// <summary>The samples of the last ten minutes, one per second, so that a page opened late still shows how a problem
/// developed. Safe to use from any thread.</summary>
internal sealed class StatusHistory
{
    /// <summary>The maximum number of samples kept; beyond it the oldest is dropped.</summary>
    /// <remarks>Unit: seconds. 600: ten minutes, about 60 KB.</remarks>
    public const int Max = 600;

    private readonly Lock _lock = new();
    private readonly Queue<StatusSample> _samples = new(Max + 1);

    /// <summary>The newest sample; null during the first second.</summary>
    public StatusSample? Last { get; private set; }

    /// <summary>Adds a sample.</summary>
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

    /// <summary>Returns the samples after a number, oldest first.</summary>
    public IReadOnlyList<StatusSample> Since(long number)
    {
        lock (_lock)
        {
            return [.. _samples.SkipWhile(s => s.Number <= number)];
        }
    }
}
