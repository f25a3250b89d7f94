using Elysia.State;

namespace Elysia.Channels;

/// <summary>The tick's view of the channels: takes the latest of each kind and never waits. Tick thread only.</summary>
/// <param name="channels">The daemon's channels.</param>
internal sealed class TickInbox(EngineChannels channels)
{
    // How far her mouth was open last.
    private double _width;

    /// <summary>What her mouth does and will do; null while she does not speak.</summary>
    public VisemeTimeline? Mouth { get; private set; }

    /// <summary>Whether the last call brought anything that could not be foreseen before it.</summary>
    public bool BroughtNews { get; private set; }

    /// <summary>Everything that came since the last call, and what her mouth does now. While she speaks the mouth is
    /// hers.</summary>
    /// <param name="timestamp">Now, on the monotonic clock.</param>
    public AvatarChanges Drain(long timestamp)
    {
        Mood? mood = channels.Moods.Reader.TryRead(out Mood told) ? told : null;
        double? width = channels.MouthWidths.Reader.TryRead(out double pushed) ? pushed : null;
        bool isOther = channels.Mouths.Reader.TryRead(out VisemeTimeline? script);
        Mouth = isOther ? script?.From(timestamp, Mouth?.WidthAfter(timestamp, 0) ?? _width) : Mouth;
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
