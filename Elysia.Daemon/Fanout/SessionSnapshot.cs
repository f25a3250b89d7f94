using Elysia.Channels;

namespace Elysia.Fanout;

/// <summary>The state of one viewer, read from another thread: each value is correct, but they are not all of the same
/// moment.</summary>
/// <param name="Id">The client's identifier; never its address.</param>
/// <param name="State">The state of the viewer.</param>
/// <param name="Stuck">The time for which its send has been under way; zero when none is.</param>
/// <param name="TicksBehind">The number of ticks between the state that the viewer was last sent and the newest
/// one.</param>
/// <param name="Silent">The time since the last message of a client that drives her; null for a client that only
/// watches or chats.</param>
internal readonly record struct SessionSnapshot(
    ClientId Id, ViewerState State, TimeSpan Stuck, long TicksBehind, TimeSpan? Silent);

/// <summary>The state of a viewer as an operator sees it.</summary>
internal enum ViewerState
{
    /// <summary>The viewer gets every tick in which something changed.</summary>
    Healthy,

    /// <summary>The viewer gets one tick in several (<see cref="DeliveryLevel.Thinned"/>).</summary>
    Thinned,

    /// <summary>The viewer gets full states only, at least 500 ms apart (<see
    /// cref="DeliveryLevel.KeyframesOnly"/>).</summary>
    KeyframesOnly,

    /// <summary>The connection is being closed.</summary>
    Closing,
}
