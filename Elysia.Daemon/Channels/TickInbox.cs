using Elysia.State;

namespace Elysia.Channels;

/// <summary>The channels as the tick reads them: takes the latest of each kind and never waits. Tick thread
/// only.</summary>
/// <param name="channels">The daemon's channels.</param>
internal sealed class TickInbox(EngineChannels channels)
{
    // The last opening of her mouth.
    private double _width;

    /// <summary>The current and future movement of her mouth; null while she does not speak.</summary>
    public VisemeTimeline? Mouth { get; private set; }

    /// <summary>Whether the last call returned anything that could not be foreseen before it.</summary>
    public bool BroughtNews { get; private set; }

    /// <summary>Returns all changes since the last call, and the current opening of her mouth. While she speaks,
    /// visemes from clients are ignored.</summary>
    /// <param name="timestamp">The current time on the monotonic clock.</param>
    public AvatarChanges Drain(long timestamp)
    {
        Mood? mood = channels.Moods.Reader.TryRead(out Mood told) ? told : null;
        double? width = channels.MouthWidths.Reader.TryRead(out double pushed) ? pushed : null;
        bool isOther = channels.Mouths.Reader.TryRead(out VisemeTimeline? timeline);
        Mouth = isOther ? timeline?.From(timestamp, Mouth?.WidthAfter(timestamp, 0) ?? _width) : Mouth;
        BroughtNews = mood is not null || width is not null || isOther;
        if (Mouth is not null)
        {
            width = Mouth.WidthAfter(timestamp, 0);
            Mouth = timestamp < Mouth.End ? Mouth : null;
        }

        _width = width ?? _width;
        return new AvatarChanges(mood, width);
    }
}
