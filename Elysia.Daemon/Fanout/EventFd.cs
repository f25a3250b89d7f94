using System.ComponentModel;
using System.Runtime.InteropServices;
using Elysia.Interop;
using Microsoft.Win32.SafeHandles;

namespace Elysia.Fanout;

/// <summary>Wakes one thread that sleeps. Ringing takes no lock and never waits.</summary>
/// <remarks>
/// An eventfd(2) and nothing else, because of who runs when. With a monitor the woken thread runs at once, while the one that
/// rings still holds the monitor's lock; it waits for that by sched_yield(2), and a thread that yields is not due again before
/// everybody else on its core has had a turn: a frame in a hundred came 3 ms late by that under load.
/// <para>It is never disposed, because a session may ring it long after its thread has ended; the collector closes it.</para>
/// </remarks>
internal sealed class EventFd
{
    private readonly SafeFileHandle _counter;
    private int _hasRung;

    /// <summary>A bell that has not rung.</summary>
    /// <exception cref="Win32Exception">There is no descriptor left.</exception>
    public EventFd()
    {
        int descriptor = FileCalls.CreateEvent(0, FileCalls.CloseOnExec);
        _counter = descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true) : throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>Wakes the thread that waits, or lets its next wait end at once. Any thread; many rings may be one.</summary>
    public void Ring()
    {
        if (Interlocked.Exchange(ref _hasRung, 1) == 0)
        {
            ulong one = 1;

            // It cannot be full: whoever waits empties it, and nobody adds before that.
            FileCalls.Write(_counter, in one, sizeof(ulong));
        }
    }

    /// <summary>Sleeps until it has rung since the last wait. What was written before the ring can be read after.</summary>
    /// <exception cref="Win32Exception">A bug of ours: the descriptor is no bell.</exception>
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

        Interlocked.Exchange(ref _hasRung, 0);
    }
}
