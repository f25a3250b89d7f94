namespace Elysia.Diff;

/// <summary>Published numbers are whole millionths: equal means equal, and NaN, infinity and -0 cannot exist.</summary>
/// <remarks>See docs/decisions/0003. A millionth is a ten-thousandth of the default threshold.</remarks>
internal static class FixedPoint
{
    /// <summary>Parts of one.</summary>
    public const int One = 1_000_000;

    /// <summary>A value, already in range, as the nearest whole number of millionths.</summary>
    public static int FromDouble(double value) => (int)Math.Round(value * One, MidpointRounding.AwayFromZero);

    /// <summary>The number a viewer reads.</summary>
    public static double ToDouble(int micros) => micros / (double)One;

    /// <summary>Rounds to the nearest multiple of <paramref name="quantum"/>.</summary>
    public static int RoundTo(int micros, int quantum)
    {
        int half = micros >= 0 ? quantum / 2 : -(quantum / 2);
        return (micros + half) / quantum * quantum;
    }
}
