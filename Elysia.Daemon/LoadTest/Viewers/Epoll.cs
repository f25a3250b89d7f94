using System.ComponentModel;
using System.Runtime.InteropServices;
using Elysia.Interop;

namespace Elysia.LoadTest.Viewers;

/// <summary>The kernel's list of sockets that have something to read (epoll(7), level-triggered). One thread only.</summary>
internal sealed class Epoll : IDisposable
{
    /// <summary>EPOLLIN: bytes or the end of the stream wait.</summary>
    public const uint Readable = 0x1;

    /// <summary>EPOLLERR or EPOLLHUP: the connection broke; reported even for a socket nobody reads.</summary>
    public const uint Broken = 0x8 | 0x10;

    /// <summary>How many sockets one <see cref="Wait"/> reports at most.</summary>
    public const int MaxEvents = 512;

    private const int OperationAdd = 1;
    private const int OperationModify = 3;

    // struct epoll_event is packed on x86-64 only (linux/eventpoll.h, EPOLL_PACKED).
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int EventBytes = DataOffset + sizeof(long);

    private readonly byte[] _events = GC.AllocateArray<byte>(MaxEvents * 16, pinned: true);
    private readonly int _descriptor = EpollCalls.Create(EpollCalls.CloseOnExec);

    /// <summary>A new, empty list.</summary>
    /// <exception cref="Win32Exception">The system has no descriptor left.</exception>
    public Epoll()
    {
        if (_descriptor < 0)
        {
            throw new Win32Exception();
        }
    }

    /// <summary>Watches a socket.</summary>
    /// <param name="descriptor">Its descriptor; closing it ends the watch.</param>
    /// <param name="index">What <see cref="IndexOf"/> shall say of it.</param>
    /// <param name="interest"><see cref="Readable"/>, or 0 to hear only that it is <see cref="Broken"/>.</param>
    public void Add(int descriptor, int index, uint interest) => Control(OperationAdd, descriptor, index, interest);

    /// <summary>Changes what is watched of a socket.</summary>
    public void Modify(int descriptor, int index, uint interest) => Control(OperationModify, descriptor, index, interest);

    /// <summary>Waits until a socket has something, or for <paramref name="timeoutMs"/>.</summary>
    /// <returns>How many have; 0 after a time-out or a signal.</returns>
    public unsafe int Wait(int timeoutMs)
    {
        fixed (byte* events = _events)
        {
            int ready = EpollCalls.Wait(_descriptor, events, MaxEvents, timeoutMs);
            return ready >= 0 ? ready
                : Marshal.GetLastPInvokeError() == Errno.Interrupted ? 0
                : throw new Win32Exception();
        }
    }

    /// <summary>Which socket the n-th event of the last <see cref="Wait"/> is about.</summary>
    public int IndexOf(int n) => (int)BitConverter.ToInt64(_events, (n * EventBytes) + DataOffset);

    /// <summary>What the n-th event of the last <see cref="Wait"/> says.</summary>
    public uint FlagsOf(int n) => BitConverter.ToUInt32(_events, n * EventBytes);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_descriptor >= 0)
        {
            _ = FileCalls.Close(_descriptor);
        }
    }

    private unsafe void Control(int operation, int descriptor, int index, uint interest)
    {
        Span<byte> oneEvent = stackalloc byte[16];
        BitConverter.TryWriteBytes(oneEvent, interest);
        BitConverter.TryWriteBytes(oneEvent[DataOffset..], (long)index);
        fixed (byte* pointer = oneEvent)
        {
            if (EpollCalls.Control(_descriptor, operation, descriptor, pointer) != 0)
            {
                throw new Win32Exception();
            }
        }
    }
}
