namespace Elysia.LoadTest.Report;

/// <summary>Times a small piece of work: the fastest of several rounds, after the code was compiled for good.</summary>
/// <remarks>The fastest, since whatever else runs on the machine only ever adds to what the work itself costs.</remarks>
/// <param name="time">The clock.</param>
internal sealed class MicroTimer(TimeProvider time)
{
    private const int Rounds = 15;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(20);

    /// <summary>What the work returned, added up: used, so that no compiler leaves the work out.</summary>
    public long Checksum { get; private set; }

    /// <summary>Times it.</summary>
    /// <param name="work">The work; returns anything that depends on it.</param>
    /// <returns>Milliseconds of one call.</returns>
    public double FastestMs(Func<long> work)
    {
        // The warm-up also tells how many calls fill a round, so that reading the clock costs nothing.
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
