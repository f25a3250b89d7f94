using System.Globalization;

namespace Elysia.Bench.Attack.Run;

/// <summary>What the attacked process says of its memory after collecting all garbage.</summary>
/// <param name="LiveBytes">What is held.</param>
/// <param name="Collections">Collections so far.</param>
/// <param name="Paused">How long they stopped every thread in all.</param>
internal sealed record HeapFigures(long LiveBytes, int Collections, TimeSpan Paused)
{
    /// <summary>Reads what <see cref="StartupHook"/> wrote.</summary>
    public static HeapFigures Parse(string text)
    {
        double[] words = [.. text.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
        return new HeapFigures((long)words[0], (int)words[1], TimeSpan.FromMilliseconds(words[2]));
    }
}
