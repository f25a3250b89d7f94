using System.ComponentModel;
using System.Runtime.InteropServices;
using Elysia.Interop;

namespace Elysia.LoadTest.Viewers;

/// <summary>The kernel's list of sockets that are readable (epoll(7), level-triggered). Single-threaded.</summary>
internal sealed class Epoll : IDisposable
{
    /// <summary>EPOLLIN: bytes or the end of the stream can be read.</summary>
    public const uint Readable = 0x1;

    /// <summary>EPOLLERR or EPOLLHUP: the connection broke; reported even for a socket that is not watched for
    /// reading.</summary>
    public const uint Broken = 0x8 | 0x10;

    /// <summary>The maximum number of sockets that one <see cref="Wait"/> reports.</summary>
    public const int MaxEvents = 512;

    private const int OperationAdd = 1;
    private const int OperationModify = 3;

    // struct epoll_event is packed on x86-64 only (linux/eventpoll.h, EPOLL_PACKED).
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int EventBytes = DataOffset + sizeof(long);

    private readonly byte[] _events = GC.AllocateArray<byte>(MaxEvents * 16, pinned: true);
    private readonly int _descriptor = EpollCalls.Create(EpollCalls.CloseOnExec);

    /// <summary>Creates an empty list.</summary>
    /// <exception cref="Win32Exception">The system has no descriptor left.</exception>
    public Epoll()
    {
        if (_descriptor < 0)
        {
            throw new Win32Exception();
        }
    }

    /// <summary>Adds a socket.</summary>
    /// <param name="descriptor">Its descriptor; closing it removes the socket.</param>
    /// <param name="index">The number that <see cref="IndexOf"/> returns for it.</param>
    /// <param name="interest"><see cref="Readable"/>, or 0 to be told only that it is <see cref="Broken"/>.</param>
    public void Add(int descriptor, int index, uint interest) => Control(OperationAdd, descriptor, index, interest);

    /// <summary>Changes the interest in a socket.</summary>
    public void Modify(int descriptor, int index, uint interest) => Control(OperationModify, descriptor, index, interest);

    /// <summary>Waits until a socket has an event, or for <paramref name="timeoutMs"/>.</summary>
    /// <returns>The number of events; 0 after a time-out or a signal.</returns>
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

    /// <summary>Returns the index of the socket of the n-th event of the last <see cref="Wait"/>.</summary>
    public int IndexOf(int n) => (int)BitConverter.ToInt64(_events, (n * EventBytes) + DataOffset);

    /// <summary>Returns the flags of the n-th event of the last <see cref="Wait"/>.</summary>
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
