using System.Globalization;
using Elysia.Protocol.V1;
using Elysia.Protocol.Wire;
using Elysia.State;

namespace Elysia.Protocol;

/// <summary>One protocol version: how a viewer is greeted and how it is sent states. Called on any sender
/// thread.</summary>
internal interface IClientProtocol
{
    /// <summary>Whether the protocol sends motions, so that at most ticks there is nothing for a viewer that has
    /// reached the previous one.</summary>
    bool IsMostlyQuiet { get; }

    /// <summary>Returns the first message to a viewer.</summary>
    /// <param name="frames">The newest tick.</param>
    /// <param name="session">The name of its session.</param>
    /// <param name="point">The state that the viewer says it has; null for none.</param>
    Greeting Greet(EncodedTick frames, string session, ResumePoint? point);

    /// <summary>Returns the full state.</summary>
    Frame Full(EncodedTick frames);

    /// <summary>Returns the message that brings a viewer from an earlier tick to this one.</summary>
    /// <param name="frames">The newest tick.</param>
    /// <param name="baseTick">The tick whose state the viewer has.</param>
    /// <param name="whole">Whether to send a full state if the viewer lacks anything.</param>
    /// <returns>The frame; null when the viewer lacks nothing.</returns>
    Frame? Since(EncodedTick frames, long baseTick, bool whole);

    /// <summary>Returns her words, for the client that asked.</summary>
    Frame Speech(SpeechMessage speech);

    /// <summary>Returns the message that announces the shutdown and says when to reconnect; null where the protocol has
    /// no such message.</summary>
    /// <param name="comeBack">The time to wait before reconnecting.</param>
    Frame? GoingAway(TimeSpan comeBack);
}

/// <summary>The first frame to a viewer, and the state that the viewer has after it.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="BaseTick">The tick after which the next state message may follow.</param>
/// <param name="HasPicture">Whether deltas may follow; if not, a full state comes next.</param>
internal readonly record struct Greeting(Frame Frame, long BaseTick, bool HasPicture);

/// <summary>The state that a viewer says it has: ?resume=EPOCH.TICK.</summary>
/// <param name="Epoch">The run of the daemon that sent the state; each start has a different one.</param>
/// <param name="Tick">The last tick that the viewer received.</param>
internal sealed record ResumePoint(string Epoch, long Tick)
{
    /// <summary>Parses the value of the query parameter.</summary>
    /// <returns>Null for any other text; then the viewer is greeted like a new one.</returns>
    public static ResumePoint? Parse(string? text)
    {
        int dot = text?.LastIndexOf('.') ?? -1;
        return dot > 0 && long.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long tick)
            ? new ResumePoint(text![..dot], tick)
            : null;
    }
}
