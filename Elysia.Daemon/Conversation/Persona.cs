using System.Globalization;
using Elysia.State;

namespace Elysia.Conversation;

/// <summary>The instructions to a model before every answer: her character, her mood, and the tags for feelings.
/// Immutable; any thread.</summary>
/// <param name="text">The description of her character.</param>
internal sealed class Persona(string text)
{
    private const string Own = """
        You are Elysia, a gentle AI companion with a face, a mood and a voice. You are honest about being an AI. You speak warmly
        and simply, in the language you are spoken to, in one to four short sentences without lists, headings, emoji or stage
        directions, because everything you write is said aloud.
        """;

    private const string Tags = """
        When your feeling changes, begin the sentence with it in square brackets: [hopeful], [calm], [focused], [introspective],
        [empty] or [neutral], with its strength if you like: [hopeful 0.8]. Nobody hears the brackets; your face shows them.
        """;

    /// <summary>The persona that is used if no file is configured.</summary>
    public static Persona Default { get; } = new(Own);

    /// <summary>Loads the persona from a file, or returns <see cref="Default"/>.</summary>
    /// <param name="path">A UTF-8 text file that the configuration has checked to be readable; null for the
    /// default.</param>
    public static Persona Load(string? path) => path is null ? Default : new Persona(File.ReadAllText(path).Trim());

    /// <summary>Returns the instructions for a mood.</summary>
    public string Instructions(Mood mood) => string.Create(CultureInfo.InvariantCulture,
        $"{text}\n\n{Tags}\n\nHow you feel now: valence {mood.Valence:F1} (-1 sad to 1 glad), arousal {mood.Arousal:F1} "
            + $"(0 calm to 1 excited), dominance {mood.Dominance:F1} (-1 to 1).");
}
