using Elysia.State;

namespace Elysia.Channels;

/// <summary>The tick's view of the channels: takes the latest of each kind and never waits. Tick thread only.</summary>
/// <param name="channels">The daemon's channels.</param>
public sealed class TickInbox(EngineChannels channels)
{
    /// <summary>Everything that came since the last call.</summary>
    public AvatarChanges Drain() => new(
        channels.Moods.Reader.TryRead(out Mood mood) ? mood : null,
        channels.MouthWidths.Reader.TryRead(out double mouthWidth) ? mouthWidth : null);
}
