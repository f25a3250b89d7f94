using Elysia.Protocol.Messages;
using Elysia.Protocol.Wire;

namespace Elysia.Fanout;

/// <summary>What the fan-out needs of a socket. Implemented by the transport over a WebSocket; by tests over scripts.</summary>
/// <remarks>Only the session's sender calls it, unless a member says otherwise, and one of <see cref="SendAsync"/> and
/// <see cref="CloseOutputAsync"/> at a time.</remarks>
internal interface IClientSocket
{
    /// <summary>Sends one message. Completes at once while the kernel takes it, later when the viewer is slow.</summary>
    /// <remarks>Faults as <see cref="SocketFaults.IsExpected"/> lists when the connection is gone.</remarks>
    ValueTask SendAsync(Frame frame);

    /// <summary>Sends the close frame for a reason. Faults like <see cref="SendAsync"/>.</summary>
    ValueTask CloseOutputAsync(CloseReason reason);

    /// <summary>Looks whether the viewer still reads what it is sent, and asks it now and then. Once a second or
    /// so.</summary>
    /// <param name="now">Now, on the monotonic clock.</param>
    /// <returns>False when it has shown no sign of it for too long.</returns>
    bool StillReads(long now);

    /// <summary>The viewer said something that only one who reads can say. Any thread.</summary>
    void HasRead();

    /// <summary>Completes a send that waits only for the viewer to read what the kernel has taken already, and lets none wait
    /// so again: a close frame can go out behind it.</summary>
    /// <returns>Whether one waited; false too when the kernel itself has no room.</returns>
    bool Release();

    /// <summary>Reads once what a send will read, and does nothing.</summary>
    /// <returns>Of no meaning.</returns>
    long Fetch();

    /// <summary>Ends the connection so that the viewer can still read what it was sent, the close frame last: nothing more is
    /// sent or received, and the receive loop will say that the peer is gone.</summary>
    /// <returns>False where that cannot be done, or would not be noticed.</returns>
    bool HangUp();

    /// <summary>Ends the connection at once: every pending send and receive ends, the descriptor is freed. Any thread, any
    /// number of times.</summary>
    void Abort();
}
