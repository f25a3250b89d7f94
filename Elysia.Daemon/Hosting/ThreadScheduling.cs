using System.Runtime.InteropServices;
using Elysia.Interop;

namespace Elysia.Hosting;

/// <summary>Asks the kernel to let a thread run soon after it wakes, for a short while at a time: the tick and the senders, which
/// work for a fraction of a millisecond and must not wait behind whoever has the core.</summary>
/// <remarks>No right is needed for the slice: since Linux 6.12 an ordinary thread may name its own (sched_setattr(2)), and one
/// with a short slice has the earlier deadline. Measured beside a build of software on the same core: ticks more than 1 ms late
/// 7.8 % instead of 16.8 %. Older kernels take the call and do nothing. A thread that has worked for a while has used up its
/// share, though, and waits then like everybody; where it may it is therefore more urgent as well
/// (docs/decisions/0016).</remarks>
internal static class ThreadScheduling
{
    /// <summary>The shortest slice the kernel takes.</summary>
    /// <remarks>Unit: ns. 100,000: kernel/sched/syscalls.c.</remarks>
    private const ulong SliceNanoseconds = 100_000;

    /// <summary>By how many steps of niceness such a thread is more urgent than others, where that is allowed.</summary>
    /// <remarks>10: nine tenths of a core, of which it takes a few hundredths. It counts within the service only, because that
    /// is a control group of its own. Needs RLIMIT_NICE (the unit has it) or CAP_SYS_NICE.</remarks>
    public const int Urgency = 10;

    /// <summary>Asks for the calling thread.</summary>
    /// <returns>Whether the kernel took it. Where it does not, all is as before.</returns>
    public static bool TryTake()
    {
        // The numbers are the kernel's and never change.
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
            // What it has stays as it is: a policy and a nice value that the operator chose.
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

                // Not allowed to be more urgent than others: as urgent as they, then.
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
