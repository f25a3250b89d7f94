using Elysia.Protocol.Messages;
using Elysia.Protocol.Wire;

namespace Elysia.Fanout;

/// <summary>A viewer's socket as the fan-out uses it. The transport implements it over a WebSocket, the tests with
/// scripted sockets.</summary>
/// <remarks>Only the session's sender calls it, unless a member says otherwise, and at most one of
/// <see cref="SendAsync"/> and <see cref="CloseOutputAsync"/> at a time.</remarks>
internal interface IClientSocket
{
    /// <summary>Sends one message. Completes at once while the kernel accepts the bytes, later when the viewer is
    /// slow.</summary>
    /// <remarks>Faults with the exceptions of <see cref="SocketFaults.IsExpected"/> when the connection is
    /// gone.</remarks>
    ValueTask SendAsync(Frame frame);

    /// <summary>Sends the close frame for a reason. Faults like <see cref="SendAsync"/>.</summary>
    ValueTask CloseOutputAsync(CloseReason reason);

    /// <summary>Checks whether the viewer still reads, and pings it now and then. Called about once a second.</summary>
    /// <param name="now">The current time on the monotonic clock.</param>
    /// <returns>False when the viewer has given no sign of reading for too long.</returns>
    bool StillReads(long now);

    /// <summary>Notes that the viewer sent something that only a client that reads can send. Any thread.</summary>
    void HasRead();

    /// <summary>Completes a send that waits only for the viewer to read what the kernel has already accepted, and lets
    /// no later send wait in this way, so that a close frame can follow it.</summary>
    /// <returns>Whether such a send was waiting; also false when the kernel itself has no buffer space.</returns>
    bool Release();

    /// <summary>Prefetches the data that a send reads into the CPU cache.</summary>
    /// <returns>A value without meaning, so that the reads are not optimized away.</returns>
    long Prefetch();

    /// <summary>Shuts the connection down in such a way that the viewer can still read what it was sent, the close
    /// frame last. Nothing more is sent or received, and the receive loop will report that the peer is gone.</summary>
    /// <returns>False when the transport cannot do that, or when the receive loop would not notice it.</returns>
    bool HangUp();

    /// <summary>Aborts the connection: every pending send and receive ends, and the descriptor is freed. Any thread,
    /// any number of times.</summary>
    void Abort();
}
