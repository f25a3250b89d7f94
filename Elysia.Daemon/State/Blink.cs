namespace Elysia.State;

/// <summary>Her blinks: every few seconds, irregularly, sometimes two in quick succession. The same seed gives the same
/// blinks.</summary>
/// <param name="Random">The state of the generator (SplitMix64); its first value is the seed.</param>
/// <param name="Seconds">The time since the last blink began; negative before the first one.</param>
/// <param name="PauseSeconds">The time on that scale at which the next blink begins; 0 before the first random
/// draw.</param>
internal readonly record struct Blink(ulong Random, double Seconds, double PauseSeconds)
{
    /// <summary>The time that the lids take to close.</summary>
    /// <remarks>Unit: s. 0.11: people take about 0.1; at 0.11, wide open lids move by at most 0.24 in 1/60 s.</remarks>
    public const double CloseSeconds = 0.11;

    /// <summary>The time that the lids take to open again.</summary>
    /// <remarks>Unit: s. 0.19: about twice the closing time, as in people.</remarks>
    public const double OpenSeconds = 0.19;

    // People blink about every four seconds, mostly sooner, occasionally much later.
    private const double PauseMinSeconds = 1.2;
    private const double PauseMeanSeconds = 2.8;
    private const double PauseMaxSeconds = 10;
    private const double TwiceShare = 0.12;
    private const double TwicePauseSeconds = 0.42;

    /// <summary>The factor on the opening of the lids, 0 in the middle of a blink to 1.</summary>
    public double Lids => Seconds switch
    {
        < 0 or >= CloseSeconds + OpenSeconds => 1,
        < CloseSeconds => (1 + Math.Cos(Math.PI * Seconds / CloseSeconds)) / 2,
        _ => (1 - Math.Cos(Math.PI * (Seconds - CloseSeconds) / OpenSeconds)) / 2,
    };

    /// <summary>Returns lids before their first blink.</summary>
    /// <param name="seed">Any number.</param>
    public static Blink Seeded(ulong seed) => new(seed, -1, 0);

    /// <summary>Returns the blink state after some time.</summary>
    public Blink Advance(TimeSpan elapsed)
    {
        double seconds = Seconds + Heartbeat.Capped(elapsed).TotalSeconds;
        return seconds < PauseSeconds ? this with { Seconds = seconds } : Begin(seconds - PauseSeconds);
    }

    private Blink Begin(double seconds)
    {
        (ulong random, double twice) = Draw(Random);
        (random, double pause) = Draw(random);
        return new Blink(random, seconds, twice < TwiceShare
            ? TwicePauseSeconds
            : Math.Min(PauseMaxSeconds, PauseMinSeconds - (PauseMeanSeconds * Math.Log(1 - pause))));
    }

    // SplitMix64 (Steele, Lea, Flood 2014): its eight bytes of state fit into a value; System.Random cannot be copied.
    private static (ulong Random, double Value) Draw(ulong random)
    {
        random += 0x9E3779B97F4A7C15;
        ulong mixed = (random ^ (random >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (random, ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53)));
    }
}
