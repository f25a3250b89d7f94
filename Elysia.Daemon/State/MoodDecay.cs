namespace Elysia.State;

/// <summary>The way home of a mood that nothing stirs: the distance halves in every half-life. Pure.</summary>
/// <param name="Home">The mood of her temperament.</param>
/// <param name="HalfLife">Time in which half of the way is gone; none means that moods stay.</param>
internal readonly record struct MoodDecay(Mood Home, TimeSpan HalfLife)
{
    /// <summary>How near is home.</summary>
    /// <remarks>0.01, the threshold of the wire: nearer, a viewer could not tell, and only bytes would be spent.</remarks>
    public const double Arrived = 0.01;

    /// <summary>No drift.</summary>
    public static MoodDecay None { get; } = new(Mood.Neutral, TimeSpan.Zero);

    /// <summary>The mood after some quiet time.</summary>
    public Mood After(Mood mood, TimeSpan quiet)
    {
        if (HalfLife <= TimeSpan.Zero || quiet <= TimeSpan.Zero || mood == Home)
        {
            return mood;
        }

        Mood drifted = mood.Toward(Home, 1 - Math.Pow(0.5, quiet / HalfLife));
        return drifted.Distance(Home) < Arrived ? Home : drifted;
    }
}
