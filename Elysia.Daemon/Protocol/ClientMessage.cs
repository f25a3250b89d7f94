using Elysia.Configuration;
using Elysia.State;

namespace Elysia.Protocol;

/// <summary>What a client may say. Every number in it is finite; those that move her are in range. What sensors send is taken
/// as it comes, as the reference does, so whoever uses it clamps it.</summary>
public abstract record ClientMessage
{
    private ClientMessage()
    {
    }

    /// <summary>Words to her, 1 to 1,000 characters.</summary>
    public sealed record Text(string Content) : ClientMessage;

    /// <summary>No more of the answer that is being given.</summary>
    public sealed record Interrupt : ClientMessage;

    /// <summary>A feeling to stir in her, intensity 0..1.</summary>
    public sealed record Emotion(Feeling Feeling, double Intensity) : ClientMessage;

    /// <summary>A mood decided by an external engine.</summary>
    public sealed record MoodPush(Mood Mood) : ClientMessage;

    /// <summary>A viseme to show now, 0..1.</summary>
    public sealed record ExpressionUpdate(double MouthWidth) : ClientMessage;

    /// <summary>Whether somebody is in front of the camera, and where: x and y, meant as 0..1, where known.</summary>
    public sealed record Vision(bool Presence, double? X, double? Y) : ClientMessage;

    /// <summary>What the microphone hears, each where known.</summary>
    public sealed record AudioAnalysis(double? Volume, double? Brightness, double? Noise) : ClientMessage;

    /// <summary>The colour of the screen, each meant as 0..255, where known.</summary>
    public sealed record ScreenAtmosphere(double? R, double? G, double? B) : ClientMessage;

    /// <summary>A token: to be let in, or to stay.</summary>
    public sealed record Auth(Secret Token) : ClientMessage;

    /// <summary>Whose tokens count no more, 1 to 256 characters.</summary>
    public sealed record Revoke(string Subject) : ClientMessage;
}
