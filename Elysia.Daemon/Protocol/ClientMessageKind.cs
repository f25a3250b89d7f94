namespace Elysia.Protocol;

/// <summary>What a client may say.</summary>
public enum ClientMessageKind
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
