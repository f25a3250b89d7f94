namespace Elysia.LoadTest.Report;

/// <summary>Times a small piece of work: the fastest of several rounds, once the code is fully compiled.</summary>
/// <remarks>The fastest, since anything else that runs on the machine can only add to the cost of the work.</remarks>
/// <param name="time">The clock.</param>
internal sealed class MicroTimer(TimeProvider time)
{
    private const int Rounds = 15;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(20);

    /// <summary>The sum of the values that the work returned, which keeps the compiler from removing the
    /// work.</summary>
    public long Checksum { get; private set; }

    /// <summary>Times a piece of work.</summary>
    /// <param name="work">The work; returns anything that depends on it.</param>
    /// <returns>The duration of one call. Unit: milliseconds.</returns>
    public double FastestMs(Func<long> work)
    {
        // The warm-up also measures the number of calls that fill a round, so that the cost of reading the clock is
        // negligible.
        long calls = 0;
        for (long begin = time.GetTimestamp(); time.GetElapsedTime(begin) < WarmUp; calls++)
        {
            Checksum += work();
        }

        long perRound = Math.Max(1, (long)(calls * (Round / WarmUp)));
        return Enumerable.Range(0, Rounds).Min(_ => RoundMs(work, perRound));
    }

    private double RoundMs(Func<long> work, long calls)
    {
        long begin = time.GetTimestamp();
        for (long i = 0; i < calls; i++)
        {
            Checksum += work();
        }

        return time.GetElapsedTime(begin).TotalMilliseconds / calls;
    }
}
