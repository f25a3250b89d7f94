using Elysia.Configuration;
using Elysia.State;

namespace Elysia.Protocol.Messages;

/// <summary>A message of a client. Every number in it is finite, and the numbers that move her are in range. Sensor
/// values are passed on as sent, as the reference does, so the code that uses them must clamp them.</summary>
/// <remarks>A value type, so that checking a message allocates nothing. A property that does not belong to the kind is
/// null or 0.</remarks>
internal readonly record struct ClientMessage
{
    private readonly string? _words;
    private readonly double? _first;
    private readonly double? _second;
    private readonly double? _third;

    private ClientMessage(ClientMessageKind kind, double? first = null, double? second = null, double? third = null) =>
        (Kind, _first, _second, _third) = (kind, first, second, third);

    private ClientMessage(ClientMessageKind kind, string words) => (Kind, _words) = (kind, words);

    /// <summary>The kind of message.</summary>
    public ClientMessageKind Kind { get; }

    /// <summary>The text for her, 1 to 1,000 characters.</summary>
    public string Content => _words ?? "";

    /// <summary>The subject whose tokens are revoked, 1 to 256 characters.</summary>
    public string Subject => _words ?? "";

    /// <summary>The feeling to evoke in her.</summary>
    public Feeling Feeling { get; private init; }

    /// <summary>The intensity of the feeling, 0..1.</summary>
    public double Intensity => _first ?? 0;

    /// <summary>The mood that an external engine has decided on.</summary>
    public Mood Mood => new(_first ?? 0, _second ?? 0, _third ?? 0);

    /// <summary>The viseme, 0..1.</summary>
    public double MouthWidth => _first ?? 0;

    /// <summary>Whether somebody is in front of the camera.</summary>
    public bool Presence { get; private init; }

    /// <summary>The horizontal position, nominally 0..1 from the left; null when unknown.</summary>
    public double? X => _first;

    /// <summary>The vertical position, nominally 0..1 from the top; null when unknown.</summary>
    public double? Y => _second;

    /// <summary>The loudness of the sound; null when unknown.</summary>
    public double? Volume => _first;

    /// <summary>The brightness of the sound; null when unknown.</summary>
    public double? Brightness => _second;

    /// <summary>The noisiness of the sound; null when unknown.</summary>
    public double? Noise => _third;

    /// <summary>Red, nominally 0..255; null when unknown.</summary>
    public double? R => _first;

    /// <summary>Green, nominally 0..255; null when unknown.</summary>
    public double? G => _second;

    /// <summary>Blue, nominally 0..255; null when unknown.</summary>
    public double? B => _third;

    /// <summary>The token of an authentication message.</summary>
    public Secret? Token { get; private init; }

    /// <summary>Creates a text for her.</summary>
    public static ClientMessage Text(string content) => new(ClientMessageKind.Text, content);

    /// <summary>Creates a request to interrupt the answer.</summary>
    public static ClientMessage Interrupt() => new(ClientMessageKind.Interrupt);

    /// <summary>Creates a request to evoke a feeling in her.</summary>
    public static ClientMessage Emotion(Feeling feeling, double intensity) =>
        new(ClientMessageKind.Emotion, intensity) { Feeling = feeling };

    /// <summary>Creates a mood push.</summary>
    public static ClientMessage MoodPush(Mood mood) =>
        new(ClientMessageKind.MoodPush, mood.Valence, mood.Arousal, mood.Dominance);

    /// <summary>Creates a viseme to show now.</summary>
    public static ClientMessage ExpressionUpdate(double mouthWidth) => new(ClientMessageKind.ExpressionUpdate, mouthWidth);

    /// <summary>Creates a reading of the camera.</summary>
    public static ClientMessage Vision(bool presence, double? x, double? y) =>
        new(ClientMessageKind.Vision, x, y) { Presence = presence };

    /// <summary>Creates an analysis of the sound at the microphone.</summary>
    public static ClientMessage AudioAnalysis(double? volume, double? brightness, double? noise) =>
        new(ClientMessageKind.AudioAnalysis, volume, brightness, noise);

    /// <summary>Creates a reading of the colour of the screen.</summary>
    public static ClientMessage ScreenAtmosphere(double? r, double? g, double? b) =>
        new(ClientMessageKind.ScreenAtmosphere, r, g, b);

    /// <summary>Creates an authentication message.</summary>
    public static ClientMessage Auth(Secret token) => new(ClientMessageKind.Auth) { Token = token };

    /// <summary>Creates a request to revoke the tokens of a subject.</summary>
    public static ClientMessage Revoke(string subject) => new(ClientMessageKind.Revoke, subject);
}

/// <summary>The kinds of messages that a client may send.</summary>
internal enum ClientMessageKind
{
    /// <summary>A text for her.</summary>
    Text,

    /// <summary>A request to interrupt the answer that is being given.</summary>
    Interrupt,

    /// <summary>A feeling to evoke in her.</summary>
    Emotion,

    /// <summary>A mood decided on by an external engine.</summary>
    MoodPush,

    /// <summary>A viseme to show now.</summary>
    ExpressionUpdate,

    /// <summary>Whether somebody is in front of the camera, and where.</summary>
    Vision,

    /// <summary>An analysis of the sound at the microphone.</summary>
    AudioAnalysis,

    /// <summary>The colour of the screen.</summary>
    ScreenAtmosphere,

    /// <summary>A token, to be authenticated or to stay so.</summary>
    Auth,

    /// <summary>A request to revoke the tokens of a subject.</summary>
    Revoke,
}
