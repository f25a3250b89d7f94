using System.Runtime.InteropServices;

namespace Elysia.Interop;

/// <summary>System calls on processes, their memory and the scheduling of their threads.</summary>
internal static partial class ProcessCalls
{
    /// <summary>SIGTERM.</summary>
    public const int Terminate = 15;

    /// <summary>MADV_DONTNEED.</summary>
    public const int DontNeed = 4;

    /// <summary>SCHED_OTHER.</summary>
    public const uint OrdinaryPolicy = 0;

    /// <summary>kill(2).</summary>
    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int Kill(int processId, int signal);

    /// <summary>madvise(2).</summary>
    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int AdviseMemory(nint start, nint length, int advice);

    /// <summary>sched_getattr(2) and sched_setattr(2) by their numbers: glibc has no wrappers before 2.41.</summary>
    /// <remarks>Variadic in C; these arguments are passed in the same way on both architectures. Setting takes flags
    /// where getting takes a size.</remarks>
    [LibraryImport("libc", EntryPoint = "syscall")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial long Scheduling(
        long call, long thread, ref SchedulingAttributes attributes, ulong sizeOrFlags, ulong flags);

    /// <summary>struct sched_attr, its first version: 48 bytes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct SchedulingAttributes
    {
        public uint Size;
        public uint Policy;
        public ulong Flags;
        public int Nice;
        public uint Priority;
        public ulong Runtime;
        public ulong Deadline;
        public ulong Period;
    }
}
