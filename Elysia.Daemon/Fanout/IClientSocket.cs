using Elysia.Protocol;

namespace Elysia.Fanout;

/// <summary>What the fan-out needs of a socket. Implemented by the transport over a WebSocket; by tests over scripts.</summary>
/// <remarks>Only the session's sender calls <see cref="SendAsync"/> and <see cref="CloseOutputAsync"/>, one call at a
/// time.</remarks>
public interface IClientSocket
{
    /// <summary>Sends one message. Completes at once while the kernel takes it, later when the viewer is slow.</summary>
    /// <remarks>Faults as <see cref="SocketFaults.IsExpected"/> lists when the connection is gone.</remarks>
    ValueTask SendAsync(Frame frame);

    /// <summary>Sends the close frame for a reason. Faults like <see cref="SendAsync"/>.</summary>
    ValueTask CloseOutputAsync(CloseReason reason);

    /// <summary>Ends the connection at once: every pending send and receive ends, the descriptor is freed. Any thread, any
    /// number of times.</summary>
    void Abort();
}
