using System.Runtime.InteropServices;

namespace Elysia.Interop;

/// <summary>System calls on clocks.</summary>
internal static unsafe partial class ClockCalls
{
    /// <summary>CLOCK_REALTIME.</summary>
    public const int Realtime = 0;

    /// <summary>CLOCK_MONOTONIC.</summary>
    public const int Monotonic = 1;

    /// <summary>TIMER_ABSTIME.</summary>
    public const int AbsoluteTime = 1;

    /// <summary>Size of struct timex of adjtimex(2) on 64-bit Linux. Unit: bytes.</summary>
    public const int TimexBytes = 208;

    /// <summary>Offset of the status in struct timex. Unit: bytes.</summary>
    public const int TimexStatusOffset = 40;

    /// <summary>STA_UNSYNC, a bit of the status.</summary>
    public const int Unsynchronised = 0x40;

    /// <summary>clock_gettime(2).</summary>
    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int GetTime(int clock, TimeSpec* time);

    /// <summary>clock_nanosleep(2); returns the error number itself instead of setting errno.</summary>
    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int Sleep(int clock, int flags, in TimeSpec until, nint remaining);

    /// <summary>adjtimex(2), which only reads if the modes are 0.</summary>
    [LibraryImport("libc", EntryPoint = "adjtimex")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int Adjust(byte* timex);

    /// <summary>struct timespec, 64 bit.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
