namespace Elysia.Emotion.Words;

/// <summary>The amount of each feeling in some words; 1 is one plain word of it.</summary>
/// <param name="Joy">At least 0.</param>
/// <param name="Sorrow">At least 0.</param>
/// <param name="Thought">At least 0.</param>
internal readonly record struct FeelingScore(double Joy, double Sorrow, double Thought)
{
    // Denied joy is sorrow, but weaker than explicit sorrow; denied sorrow is nothing; "I don't know why" is still a
    // question.
    private const double DeniedJoy = 0.8;

    /// <summary>Adds two scores.</summary>
    public static FeelingScore operator +(FeelingScore a, FeelingScore b) =>
        new(a.Joy + b.Joy, a.Sorrow + b.Sorrow, a.Thought + b.Thought);

    /// <summary>Scales a score.</summary>
    public static FeelingScore operator *(FeelingScore score, double factor) =>
        new(score.Joy * factor, score.Sorrow * factor, score.Thought * factor);

    /// <summary>Returns the score of one word.</summary>
    public static FeelingScore From(WordKind kind, double weight, bool denied) => (kind, denied) switch
    {
        (WordKind.Joy, false) => new(weight, 0, 0),
        (WordKind.Joy, true) => new(0, DeniedJoy * weight, 0),
        (WordKind.Sorrow, false) => new(0, weight, 0),
        (WordKind.Thought, _) => new(0, 0, weight),
        _ => default,
    };
}
