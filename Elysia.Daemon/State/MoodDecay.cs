namespace Elysia.State;

/// <summary>Decays a mood towards the mood of her temperament while nothing changes it: the distance halves in every
/// half-life. Pure.</summary>
/// <param name="Home">The mood of her temperament.</param>
/// <param name="HalfLife">The time in which the distance halves; zero means that moods do not decay.</param>
internal readonly record struct MoodDecay(Mood Home, TimeSpan HalfLife)
{
    /// <summary>The distance at which a mood counts as having arrived.</summary>
    /// <remarks>0.01, the threshold of the wire: a smaller distance is not visible and would only cost bytes.</remarks>
    public const double Arrived = 0.01;

    /// <summary>No decay.</summary>
    public static MoodDecay None { get; } = new(Mood.Neutral, TimeSpan.Zero);

    /// <summary>Returns the mood after some time without events.</summary>
    public Mood After(Mood mood, TimeSpan quiet)
    {
        if (HalfLife <= TimeSpan.Zero || quiet <= TimeSpan.Zero || mood == Home)
        {
            return mood;
        }

        Mood decayed = mood.Toward(Home, 1 - Math.Pow(0.5, quiet / HalfLife));
        return decayed.Distance(Home) < Arrived ? Home : decayed;
    }
}
