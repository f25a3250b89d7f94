using System.Globalization;
using Elysia.Protocol.V1;
using Elysia.Protocol.Wire;
using Elysia.State;

namespace Elysia.Protocol;

/// <summary>How a protocol tells the same ticks: what greets a viewer, what is whole, what it lacks. Any sender thread.</summary>
internal interface IClientProtocol
{
    /// <summary>Whether it tells motions, so that most ticks have nothing for a viewer that was brought to the one
    /// before.</summary>
    bool IsMostlyQuiet { get; }

    /// <summary>What a viewer is sent first.</summary>
    /// <param name="frames">The newest tick.</param>
    /// <param name="session">The name of its session.</param>
    /// <param name="point">The picture it says it has; null for none.</param>
    Greeting Greet(EncodedTick frames, string session, ResumePoint? point);

    /// <summary>The whole state.</summary>
    Frame Full(EncodedTick frames);

    /// <summary>What brings a picture of an earlier tick to this one.</summary>
    /// <param name="frames">The newest tick.</param>
    /// <param name="baseTick">The tick of that picture.</param>
    /// <param name="whole">Whether a whole state is to be sent where anything is lacking.</param>
    /// <returns>The frame; null when nothing is lacking.</returns>
    Frame? Since(EncodedTick frames, long baseTick, bool whole);

    /// <summary>Her words, for the asker.</summary>
    Frame Speech(SpeechMessage speech);

    /// <summary>Tells a viewer that the server stops soon and when to come back; null where the protocol has no word for
    /// it.</summary>
    /// <param name="comeBack">How long to wait before coming back.</param>
    Frame? GoingAway(TimeSpan comeBack);
}

/// <summary>The first frame of a viewer, and what it has after it.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="BaseTick">The tick after which its next state may be.</param>
/// <param name="HasPicture">Whether deltas may follow; if not, a whole state does.</param>
internal readonly record struct Greeting(Frame Frame, long BaseTick, bool HasPicture);

/// <summary>The picture a viewer says it has: ?resume=EPOCH.TICK.</summary>
/// <param name="Epoch">Of the daemon that told it; each start has another.</param>
/// <param name="Tick">The last tick it was told.</param>
internal sealed record ResumePoint(string Epoch, long Tick)
{
    /// <summary>Reads the text of the query.</summary>
    /// <returns>Null for what is no such text: its sender is greeted as anybody.</returns>
    public static ResumePoint? Parse(string? text)
    {
        int dot = text?.LastIndexOf('.') ?? -1;
        return dot > 0 && long.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long tick)
            ? new ResumePoint(text![..dot], tick)
            : null;
    }
}
