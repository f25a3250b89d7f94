namespace Elysia.Emotion.Words;

/// <summary>How much of each feeling words carry; 1 is one plain word of it.</summary>
/// <param name="Joy">0 and more.</param>
/// <param name="Sorrow">0 and more.</param>
/// <param name="Thought">0 and more.</param>
internal readonly record struct FeelingScore(double Joy, double Sorrow, double Thought)
{
    // Denied joy is sorrow, though less than said sorrow; denied sorrow is nothing; who does not know why still asks.
    private const double DeniedJoy = 0.8;

    /// <summary>Both together.</summary>
    public static FeelingScore operator +(FeelingScore a, FeelingScore b) =>
        new(a.Joy + b.Joy, a.Sorrow + b.Sorrow, a.Thought + b.Thought);

    /// <summary>The same, weaker or stronger.</summary>
    public static FeelingScore operator *(FeelingScore score, double factor) =>
        new(score.Joy * factor, score.Sorrow * factor, score.Thought * factor);

    /// <summary>What one word carries.</summary>
    public static FeelingScore From(WordKind kind, double weight, bool denied) => (kind, denied) switch
    {
        (WordKind.Joy, false) => new(weight, 0, 0),
        (WordKind.Joy, true) => new(0, DeniedJoy * weight, 0),
        (WordKind.Sorrow, false) => new(0, weight, 0),
        (WordKind.Thought, _) => new(0, 0, weight),
        _ => default,
    };
}
