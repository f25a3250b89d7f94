using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Elysia.Transport.WebSockets;

/// <summary>The one call of the kernel that a broadcast is made of.</summary>
/// <remarks>Socket.Send does the same through five layers that cost 0.3 us a frame (docs/decisions/0015).</remarks>
internal static partial class KernelSend
{
    private const int Interrupted = 4;
    private const int TryAgain = 11;
    private const int BrokenPipe = 32;
    private const int ConnectionReset = 104;

    // Never wait; and no signal when the peer is gone, but an error.
    private const int DontWaitNoSignal = 0x40 | 0x4000;

    /// <summary>Hands bytes to the kernel, as many as it has room for.</summary>
    /// <param name="socket">Where to.</param>
    /// <param name="bytes">What to send.</param>
    /// <param name="error"><see cref="SocketError.WouldBlock"/> when it has no room at all; an error of the connection when that
    /// is gone.</param>
    /// <returns>How many it took.</returns>
    /// <exception cref="ObjectDisposedException">The socket was disposed.</exception>
    public static unsafe int Send(SafeSocketHandle socket, ReadOnlySpan<byte> bytes, out SocketError error)
    {
        fixed (byte* first = bytes)
        {
            while (true)
            {
                nint sent = Send(socket, first, bytes.Length, DontWaitNoSignal);
                if (sent >= 0)
                {
                    error = SocketError.Success;
                    return (int)sent;
                }

                int reason = Marshal.GetLastPInvokeError();
                if (reason != Interrupted)
                {
                    error = reason switch
                    {
                        TryAgain => SocketError.WouldBlock,
                        BrokenPipe => SocketError.Shutdown,
                        ConnectionReset => SocketError.ConnectionReset,
                        _ => SocketError.SocketError,
                    };
                    return 0;
                }
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial nint Send(SafeSocketHandle socket, byte* bytes, nint length, int flags);
}
