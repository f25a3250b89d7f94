using Elysia.Channels;

namespace Elysia.Fanout;

/// <summary>One viewer as seen from another thread: each figure is right, not all are of the same moment.</summary>
/// <param name="Id">The client's name; never its address.</param>
/// <param name="State">How it is doing.</param>
/// <param name="Stuck">How long its send has been under way; zero when none is.</param>
/// <param name="TicksBehind">How many ticks the picture it was sent is older than the newest.</param>
/// <param name="Silent">Since the last message of a client that drives her; null for who only watches or chats.</param>
internal readonly record struct SessionSnapshot(
    ClientId Id, ViewerState State, TimeSpan Stuck, long TicksBehind, TimeSpan? Silent);

/// <summary>How a viewer is doing, as an operator sees it.</summary>
internal enum ViewerState
{
    /// <summary>Gets every tick in which something moved.</summary>
    Healthy,

    /// <summary>Gets every so many ticks (<see cref="DeliveryLevel.Thinned"/>).</summary>
    Thinned,

    /// <summary>Gets a whole state, at most each 500 ms (<see cref="DeliveryLevel.KeyframesOnly"/>).</summary>
    KeyframesOnly,

    /// <summary>Is being said goodbye to.</summary>
    Closing,
}
