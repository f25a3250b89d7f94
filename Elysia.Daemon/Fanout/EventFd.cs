using System.ComponentModel;
using System.Runtime.InteropServices;
using Elysia.Interop;
using Microsoft.Win32.SafeHandles;

namespace Elysia.Fanout;

/// <summary>Wakes one sleeping thread. <see cref="Signal"/> takes no lock and never waits.</summary>
/// <remarks>
/// An eventfd(2) rather than a monitor, because of scheduling. A thread that a monitor wakes runs at once, while the
/// signalling thread still holds the lock; it waits for the lock with sched_yield(2), and a thread that yields is not
/// scheduled again before every other thread on its core has had a turn. Under load this delayed one frame in a hundred
/// by 3 ms.
/// <para>Never disposed, because a session may signal it long after its thread has ended; the garbage collector closes
/// it.</para>
/// </remarks>
internal sealed class EventFd
{
    private readonly SafeFileHandle _counter;
    private int _isSignalled;

    /// <summary>Creates an event that is not signalled.</summary>
    /// <exception cref="Win32Exception">No file descriptor is left.</exception>
    public EventFd()
    {
        int descriptor = FileCalls.CreateEvent(0, FileCalls.CloseOnExec);
        _counter = descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true) : throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>Wakes the waiting thread, or lets its next wait return at once. Any thread; several signals before a
    /// wait count as one.</summary>
    public void Signal()
    {
        if (Interlocked.Exchange(ref _isSignalled, 1) == 0)
        {
            ulong one = 1;

            // The counter cannot overflow: the waiting thread resets it, and no thread adds to it before that.
            FileCalls.Write(_counter, in one, sizeof(ulong));
        }
    }

    /// <summary>Sleeps until the event has been signalled since the last wait. What was written before the signal is
    /// visible after the wait.</summary>
    /// <exception cref="Win32Exception">The descriptor is not an eventfd: a bug in the daemon.</exception>
    public void Wait()
    {
        while (FileCalls.Read(_counter, out _, sizeof(ulong)) < 0)
        {
            int fault = Marshal.GetLastPInvokeError();
            if (fault != Errno.Interrupted)
            {
                throw new Win32Exception(fault);
            }
        }

        Interlocked.Exchange(ref _isSignalled, 0);
    }
}
