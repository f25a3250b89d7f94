using System.Buffers.Binary;
using Elysia.Interop;

namespace Elysia.LoadTest.Viewers;

/// <summary>Reads sockets and tells when the kernel had what was read, however long the reader then waited for a core: as a
/// viewer on a machine of its own would have it.</summary>
/// <remarks>SO_TIMESTAMPNS (socket(7)). One thread.</remarks>
internal sealed unsafe class ArrivalClock
{
    private const int TimestampNs = 35;
    private const int ControlBytes = 64;
    private const int HeaderBytes = 16;
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly byte[] _control = GC.AllocateArray<byte>(ControlBytes, pinned: true);

    /// <summary>Asks the kernel to note times for a socket; without it, or where it does not, everything arrives when it is
    /// read.</summary>
    public static void Enable(int descriptor)
    {
        int on = 1;
        _ = SocketCalls.SetOption(descriptor, SocketCalls.SocketLevel, TimestampNs, &on, sizeof(int));
    }

    /// <summary>Reads as recv(2) does.</summary>
    /// <param name="descriptor">Of what.</param>
    /// <param name="buffer">Where to.</param>
    /// <param name="arrived">When the last of it came, on CLOCK_MONOTONIC in ns; as given when the kernel does not
    /// say.</param>
    /// <returns>As recv(2).</returns>
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

                // Both clocks are read here, so that a wall clock that is set meanwhile does no harm.
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
