using System.Globalization;
using Elysia.State;

namespace Elysia.Conversation;

/// <summary>What a model is told before every answer: who she is, how she feels, how it names feelings. Immutable; any
/// thread.</summary>
/// <param name="text">Who she is.</param>
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

    /// <summary>Who she is when nobody says otherwise.</summary>
    public static Persona Default { get; } = new(Own);

    /// <summary>Who she is by a file, or by herself.</summary>
    /// <param name="path">A text in UTF-8; the configuration saw to it that it can be read. Null is her own.</param>
    public static Persona Load(string? path) => path is null ? Default : new Persona(File.ReadAllText(path).Trim());

    /// <summary>The instructions for a mood.</summary>
    public string Instructions(Mood mood) => string.Create(CultureInfo.InvariantCulture,
        $"{text}\n\n{Tags}\n\nHow you feel now: valence {mood.Valence:F1} (-1 sad to 1 glad), arousal {mood.Arousal:F1} "
            + $"(0 calm to 1 excited), dominance {mood.Dominance:F1} (-1 to 1).");
}
