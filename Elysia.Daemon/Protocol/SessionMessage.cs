namespace Elysia.Protocol;

/// <summary>What a viewer of protocol 2 may say about its session, beside all that any client may say to her.</summary>
public abstract record SessionMessage
{
    private SessionMessage()
    {
    }

    /// <summary>What it shows: the last tick it was told, and the server time on its screen in milliseconds.</summary>
    public sealed record Ack(long Tick, double ShownMs) : SessionMessage;

    /// <summary>Asks for the server's time; C is its own, sent back as it is.</summary>
    public sealed record Ping(double C) : SessionMessage;

    /// <summary>The most state messages a second it wants, 0..120; 0 pauses them.</summary>
    public sealed record Rate(int Fps) : SessionMessage;

    /// <summary>Its digest is not the server's: asks for a keyframe.</summary>
    public sealed record Keyframe : SessionMessage;
}
