using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Elysia.Interop;

/// <summary>System calls on sockets.</summary>
internal static unsafe partial class SocketCalls
{
    /// <summary>SOL_SOCKET.</summary>
    public const int SocketLevel = 1;

    /// <summary>MSG_DONTWAIT and MSG_NOSIGNAL: never block, and return an error instead of raising a signal when the
    /// peer is gone.</summary>
    public const int DontWaitNoSignal = 0x40 | 0x4000;

    /// <summary>send(2).</summary>
    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nint Send(SafeSocketHandle socket, byte* bytes, nint length, int flags);

    /// <summary>recv(2).</summary>
    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nint Receive(int descriptor, byte* buffer, nint length, int flags);

    /// <summary>recvmsg(2).</summary>
    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nint ReceiveMessage(int descriptor, Message* message, int flags);

    /// <summary>setsockopt(2).</summary>
    [LibraryImport("libc", EntryPoint = "setsockopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int SetOption(int descriptor, int level, int option, void* value, uint bytes);

    /// <summary>struct iovec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Vector
    {
        public byte* Base;
        public nint Length;
    }

    /// <summary>struct msghdr, 64 bit.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Message
    {
        public void* Name;
        public nint NameLength;
        public Vector* Vectors;
        public nint VectorCount;
        public byte* Control;
        public nint ControlLength;
        public nint Flags;
    }
}
