using System.Runtime.InteropServices;
using Elysia.Interop;

namespace Elysia.Hosting;

/// <summary>Asks the kernel to run a thread soon after it wakes, for a short time slice: the tick thread and the
/// senders work for a fraction of a millisecond and must not wait behind the thread that has the core.</summary>
/// <remarks>The slice needs no privilege: since Linux 6.12 an ordinary thread may set its own (sched_setattr(2)), and a
/// thread with a short slice gets an earlier deadline. Measured next to a compilation on the same core: 7.8 % instead
/// of 16.8 % of the ticks were more than 1 ms late. Older kernels accept the call and ignore it. A thread that has run
/// for a while has used up its share and then waits like any other; if permitted it therefore also gets a lower nice
/// value (docs/decisions/0016).</remarks>
internal static class ThreadScheduling
{
    /// <summary>The shortest slice that the kernel accepts.</summary>
    /// <remarks>Unit: ns. 100,000: kernel/sched/syscalls.c.</remarks>
    private const ulong SliceNanoseconds = 100_000;

    /// <summary>Steps of niceness by which the thread is preferred to others, if that is permitted.</summary>
    /// <remarks>10: at most nine tenths of a core, of which the thread uses a few hundredths. Only counts within the
    /// service, because the service is a control group of its own. Needs RLIMIT_NICE (set by the unit) or
    /// CAP_SYS_NICE.</remarks>
    public const int Urgency = 10;

    /// <summary>Applies the settings to the calling thread.</summary>
    /// <returns>Whether the kernel accepted them; if not, nothing has changed.</returns>
    public static bool TryTake()
    {
        // System call numbers, which are fixed by the kernel ABI.
        (long get, long set) = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => (315, 314),
            Architecture.Arm64 => (275, 274),
            _ => (0, 0),
        };
        if (get == 0 || !OperatingSystem.IsLinux())
        {
            return false;
        }

        ProcessCalls.SchedulingAttributes attributes = default;
        try
        {
            // A policy or a nice value that the operator chose stays as it is.
            if (ProcessCalls.Scheduling(get, 0, ref attributes, (ulong)Marshal.SizeOf(attributes), 0) != 0
                || attributes.Policy != ProcessCalls.OrdinaryPolicy)
            {
                return false;
            }

            attributes.Runtime = SliceNanoseconds;
            if (attributes.Nice == 0)
            {
                attributes.Nice = -Urgency;
                if (ProcessCalls.Scheduling(set, 0, ref attributes, 0, 0) == 0)
                {
                    return true;
                }

                // Not permitted to lower the nice value: apply the slice alone.
                attributes.Nice = 0;
            }

            return ProcessCalls.Scheduling(set, 0, ref attributes, 0, 0) == 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }
}
