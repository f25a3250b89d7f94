using System.Buffers.Binary;
using Elysia.Interop;

namespace Elysia.LoadTest.Viewers;

/// <summary>Reads sockets and returns the time at which the kernel received the data, however long the reader then
/// waited for a core, so that ages are those of a viewer on its own machine.</summary>
/// <remarks>SO_TIMESTAMPNS (socket(7)). Single-threaded.</remarks>
internal sealed unsafe class ArrivalClock
{
    private const int TimestampNs = 35;
    private const int ControlBytes = 64;
    private const int HeaderBytes = 16;
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly byte[] _control = GC.AllocateArray<byte>(ControlBytes, pinned: true);

    /// <summary>Asks the kernel to record times for a socket. Without this, or if the kernel does not, data arrives
    /// when it is read.</summary>
    public static void Enable(int descriptor)
    {
        int on = 1;
        _ = SocketCalls.SetOption(descriptor, SocketCalls.SocketLevel, TimestampNs, &on, sizeof(int));
    }

    /// <summary>Reads like recv(2).</summary>
    /// <param name="descriptor">The socket.</param>
    /// <param name="buffer">The destination.</param>
    /// <param name="arrived">The arrival time of the last byte, in nanoseconds of CLOCK_MONOTONIC; left unchanged if
    /// the kernel does not give it.</param>
    /// <returns>The return value of recv(2).</returns>
    public nint Receive(int descriptor, Span<byte> buffer, ref long arrived)
    {
        fixed (byte* data = buffer, control = _control)
        {
            var vector = new SocketCalls.Vector { Base = data, Length = buffer.Length };
            var message = new SocketCalls.Message
            {
                Vectors = &vector,
                VectorCount = 1,
                Control = control,
                ControlLength = ControlBytes,
            };
            nint read = SocketCalls.ReceiveMessage(descriptor, &message, 0);
            if (read > 0 && message.ControlLength >= HeaderBytes + 16
                && BinaryPrimitives.ReadInt32LittleEndian(_control.AsSpan(8)) == SocketCalls.SocketLevel
                && BinaryPrimitives.ReadInt32LittleEndian(_control.AsSpan(12)) == TimestampNs)
            {
                long at = (BinaryPrimitives.ReadInt64LittleEndian(_control.AsSpan(HeaderBytes)) * NanosecondsPerSecond)
                    + BinaryPrimitives.ReadInt64LittleEndian(_control.AsSpan(HeaderBytes + 8));

                // Both clocks are read here, so that a change of the wall clock does no harm.
                arrived = at + Now(ClockCalls.Monotonic) - Now(ClockCalls.Realtime);
            }

            return read;
        }
    }

    private static long Now(int clock)
    {
        var time = default(ClockCalls.TimeSpec);
        _ = ClockCalls.GetTime(clock, &time);
        return (time.Seconds * NanosecondsPerSecond) + time.Nanoseconds;
    }
}
