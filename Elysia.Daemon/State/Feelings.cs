namespace Elysia.State;

/// <summary>The presets: the mood that each <see cref="Feeling"/> stands for, and its names on the wire. Held in code
/// and not in a table, so that they cannot be changed at run time.</summary>
internal static class Feelings
{
    /// <summary>All names that a client may use, for error messages.</summary>
    public const string KnownNames = "neutral, calm, hopeful, joy, focused, introspective, sadness, empty";

    /// <summary>Returns the mood that a feeling stands for.</summary>
    public static Mood MoodOf(Feeling feeling) => feeling switch
    {
        Feeling.Neutral => Mood.Neutral,
        Feeling.Calm => new Mood(0.2, 0.1, 0.1),
        Feeling.Hopeful => new Mood(0.6, 0.4, 0.2),
        Feeling.Focused => new Mood(0.1, 0.6, 0.4),
        Feeling.Introspective => new Mood(-0.2, 0.3, -0.1),
        Feeling.Empty => new Mood(-0.5, 0.1, -0.3),
        _ => throw new ArgumentOutOfRangeException(nameof(feeling), feeling, "Not a feeling."),
    };

    /// <summary>Finds a feeling by its name on the wire.</summary>
    /// <param name="name">UTF-8, lower case, as clients send it.</param>
    /// <param name="feeling">The feeling, if the name is known.</param>
    /// <returns>Whether the name is one of <see cref="KnownNames"/>.</returns>
    public static bool TryParse(ReadOnlySpan<byte> name, out Feeling feeling)
    {
        Feeling? found =
            name.SequenceEqual("neutral"u8) ? Feeling.Neutral
            : name.SequenceEqual("calm"u8) ? Feeling.Calm
            : name.SequenceEqual("hopeful"u8) || name.SequenceEqual("joy"u8) ? Feeling.Hopeful
            : name.SequenceEqual("focused"u8) ? Feeling.Focused
            : name.SequenceEqual("introspective"u8) || name.SequenceEqual("sadness"u8) ? Feeling.Introspective
            : name.SequenceEqual("empty"u8) ? Feeling.Empty
            : null;
        feeling = found ?? Feeling.Neutral;
        return found is not null;
    }
}
