namespace Elysia.Diff;

/// <summary>Converts published numbers, which are whole millionths: comparing them is exact, and NaN, infinity and -0
/// cannot occur.</summary>
/// <remarks>See docs/decisions/0003. A millionth is a ten-thousandth of the default threshold.</remarks>
internal static class FixedPoint
{
    /// <summary>The number of millionths in 1.</summary>
    public const int One = 1_000_000;

    /// <summary>Converts a value, which must be in range, to the nearest whole number of millionths.</summary>
    public static int FromDouble(double value) => (int)Math.Round(value * One, MidpointRounding.AwayFromZero);

    /// <summary>Converts millionths to the number that a viewer reads.</summary>
    public static double ToDouble(int micros) => micros / (double)One;

    /// <summary>Rounds to the nearest multiple of <paramref name="quantum"/>.</summary>
    public static int RoundTo(int micros, int quantum)
    {
        int half = micros >= 0 ? quantum / 2 : -(quantum / 2);
        return (micros + half) / quantum * quantum;
    }
}
