namespace Elysia.Speech.Synthesis;

/// <summary>Sums over the levels of a clip, so that any stretch of it is weighed at once. Immutable; one thread.</summary>
internal readonly struct LevelSums
{
    private readonly double[] _levels;
    private readonly double[] _squares;

    /// <summary>The sums.</summary>
    public LevelSums(ReadOnlySpan<float> levels)
    {
        _levels = new double[levels.Length + 1];
        _squares = new double[levels.Length + 1];
        for (int i = 0; i < levels.Length; i++)
        {
            _levels[i + 1] = _levels[i] + levels[i];
            _squares[i + 1] = _squares[i] + (levels[i] * levels[i]);
        }
    }

    /// <summary>Sum of the squares of how far the steps of [<paramref name="from"/>, <paramref name="to"/>) are from
    /// <paramref name="level"/>.</summary>
    public double Distance(int from, int to, double level) =>
        _squares[to] - _squares[from] - (2 * level * (_levels[to] - _levels[from])) + ((to - from) * level * level);
}
