using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Elysia.Interop;

/// <summary>System calls on files and descriptors.</summary>
internal static partial class FileCalls
{
    /// <summary>EFD_CLOEXEC.</summary>
    public const int CloseOnExec = 0x80000;

    /// <summary>AT_FDCWD: paths are relative to the working directory.</summary>
    public const int CurrentFolder = -100;

    /// <summary>Size of struct statx. Unit: bytes.</summary>
    public const int StatxBytes = 256;

    /// <summary>Offset of stx_uid in struct statx. Unit: bytes.</summary>
    public const int StatxUserOffset = 20;

    /// <summary>STATX_UID.</summary>
    public const uint StatxUser = 0x8;

    /// <summary>eventfd(2).</summary>
    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int CreateEvent(uint initial, int flags);

    /// <summary>read(2) of an eventfd.</summary>
    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nint Read(SafeFileHandle descriptor, out ulong value, nint bytes);

    /// <summary>write(2) to an eventfd.</summary>
    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial nint Write(SafeFileHandle descriptor, in ulong value, nint bytes);

    /// <summary>close(2).</summary>
    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int Close(int descriptor);

    /// <summary>statx(2).</summary>
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static unsafe partial int Statx(int folder, string path, int flags, uint mask, byte* statx);
}
