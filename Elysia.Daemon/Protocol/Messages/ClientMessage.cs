using Elysia.Configuration;
using Elysia.State;

namespace Elysia.Protocol.Messages;

/// <summary>What a client says. Every number in it is finite; those that move her are in range. What sensors send is taken as it
/// comes, as the reference does, so whoever uses it clamps it.</summary>
/// <remarks>A value, so that checking a message makes no garbage. What a kind does not have is null or 0.</remarks>
internal readonly record struct ClientMessage
{
    private readonly string? _words;
    private readonly double? _first;
    private readonly double? _second;
    private readonly double? _third;

    private ClientMessage(ClientMessageKind kind, double? first = null, double? second = null, double? third = null) =>
        (Kind, _first, _second, _third) = (kind, first, second, third);

    private ClientMessage(ClientMessageKind kind, string words) => (Kind, _words) = (kind, words);

    /// <summary>What it is.</summary>
    public ClientMessageKind Kind { get; }

    /// <summary>Words to her, 1 to 1,000 characters.</summary>
    public string Content => _words ?? "";

    /// <summary>Whose tokens count no more, 1 to 256 characters.</summary>
    public string Subject => _words ?? "";

    /// <summary>The feeling to stir in her.</summary>
    public Feeling Feeling { get; private init; }

    /// <summary>How much of it, 0..1.</summary>
    public double Intensity => _first ?? 0;

    /// <summary>The mood that an engine decided.</summary>
    public Mood Mood => new(_first ?? 0, _second ?? 0, _third ?? 0);

    /// <summary>The viseme, 0..1.</summary>
    public double MouthWidth => _first ?? 0;

    /// <summary>Whether somebody is in front of the camera.</summary>
    public bool Presence { get; private init; }

    /// <summary>Where, meant as 0..1 from the left, where known.</summary>
    public double? X => _first;

    /// <summary>Where, meant as 0..1 from the top, where known.</summary>
    public double? Y => _second;

    /// <summary>How loud it is, where known.</summary>
    public double? Volume => _first;

    /// <summary>How bright the sound is, where known.</summary>
    public double? Brightness => _second;

    /// <summary>How noisy it is, where known.</summary>
    public double? Noise => _third;

    /// <summary>Red, meant as 0..255, where known.</summary>
    public double? R => _first;

    /// <summary>Green, meant as 0..255, where known.</summary>
    public double? G => _second;

    /// <summary>Blue, meant as 0..255, where known.</summary>
    public double? B => _third;

    /// <summary>The token.</summary>
    public Secret? Token { get; private init; }

    /// <summary>Words to her.</summary>
    public static ClientMessage Text(string content) => new(ClientMessageKind.Text, content);

    /// <summary>No more of the answer.</summary>
    public static ClientMessage Interrupt() => new(ClientMessageKind.Interrupt);

    /// <summary>A feeling to stir in her.</summary>
    public static ClientMessage Emotion(Feeling feeling, double intensity) =>
        new(ClientMessageKind.Emotion, intensity) { Feeling = feeling };

    /// <summary>A mood.</summary>
    public static ClientMessage MoodPush(Mood mood) =>
        new(ClientMessageKind.MoodPush, mood.Valence, mood.Arousal, mood.Dominance);

    /// <summary>A viseme.</summary>
    public static ClientMessage ExpressionUpdate(double mouthWidth) => new(ClientMessageKind.ExpressionUpdate, mouthWidth);

    /// <summary>What the camera sees.</summary>
    public static ClientMessage Vision(bool presence, double? x, double? y) =>
        new(ClientMessageKind.Vision, x, y) { Presence = presence };

    /// <summary>What the microphone hears.</summary>
    public static ClientMessage AudioAnalysis(double? volume, double? brightness, double? noise) =>
        new(ClientMessageKind.AudioAnalysis, volume, brightness, noise);

    /// <summary>The colour of the screen.</summary>
    public static ClientMessage ScreenAtmosphere(double? r, double? g, double? b) =>
        new(ClientMessageKind.ScreenAtmosphere, r, g, b);

    /// <summary>A token.</summary>
    public static ClientMessage Auth(Secret token) => new(ClientMessageKind.Auth) { Token = token };

    /// <summary>Whose tokens count no more.</summary>
    public static ClientMessage Revoke(string subject) => new(ClientMessageKind.Revoke, subject);
}

/// <summary>What a client may say.</summary>
internal enum ClientMessageKind
{
    /// <summary>Words to her.</summary>
    Text,

    /// <summary>No more of the answer that is being given.</summary>
    Interrupt,

    /// <summary>A feeling to stir in her.</summary>
    Emotion,

    /// <summary>A mood decided by an external engine.</summary>
    MoodPush,

    /// <summary>A viseme to show now.</summary>
    ExpressionUpdate,

    /// <summary>Whether somebody is in front of the camera, and where.</summary>
    Vision,

    /// <summary>What the microphone hears.</summary>
    AudioAnalysis,

    /// <summary>The colour of the screen.</summary>
    ScreenAtmosphere,

    /// <summary>A token: to be let in, or to stay.</summary>
    Auth,

    /// <summary>Whose tokens count no more.</summary>
    Revoke,
}
