using System.Runtime.InteropServices;

namespace Elysia.Interop;

/// <summary>System calls of epoll(7).</summary>
internal static unsafe partial class EpollCalls
{
    /// <summary>EPOLL_CLOEXEC.</summary>
    public const int CloseOnExec = 0x80000;

    /// <summary>epoll_create1(2).</summary>
    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int Create(int flags);

    /// <summary>epoll_ctl(2).</summary>
    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int Control(int epoll, int operation, int descriptor, byte* oneEvent);

    /// <summary>epoll_wait(2).</summary>
    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int Wait(int epoll, byte* events, int maxEvents, int timeoutMs);
}
