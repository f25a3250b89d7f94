using System.Buffers;
using System.Net.Sockets;
using Elysia.Admission.Limiting;
using Elysia.Fanout;

namespace Elysia.Transport.Listening;

/// <summary>Rejects a connection, with a short response or by a reset, which costs a tenth.</summary>
/// <remarks>A response needs a socket and a moment until the client has read it. A client that meets a limit now and then is
/// worth that, a flood is not. Any thread.</remarks>
/// <param name="time">The daemon's clock.</param>
internal sealed class ConnectionRejector(TimeProvider time)
{
    /// <summary>Most answers in any second.</summary>
    /// <remarks>100: some 1 % of a core. Beyond it connections are reset.</remarks>
    public const int MaxPerSecond = 100;

    /// <summary>Most connections that are kept until they have read their answer.</summary>
    /// <remarks>64: what <see cref="Configuration.DescriptorBudget.RuntimeReserve"/> has descriptors for.</remarks>
    private const int MaxLingering = 64;

    /// <summary>Most bytes that are read of one meanwhile.</summary>
    /// <remarks>Unit: bytes. 64 KiB, a whole request: whoever sends more does not read an answer.</remarks>
    private const int MaxDrained = 64 * 1024;
    private const int SinkBytes = 8 * 1024;

    /// <summary>Longest time for that.</summary>
    private static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly SlidingWindow _answers = new(MaxPerSecond);
    private int _lingering;

    /// <summary>Turns a connection away.</summary>
    /// <param name="socket">Its socket; disposed, now or when the answer is read.</param>
    /// <param name="answer">What it is told.</param>
    /// <param name="isKnown">Whether its address has been told often enough (<see cref="Offenders.NamedFrom"/>).</param>
    public void TurnAway(Socket socket, ReadOnlyMemory<byte> answer, bool isKnown)
    {
        if (!isKnown && TryBegin())
        {
            _ = TellAsync(socket, answer);
            return;
        }

        Cut(socket);
    }

    /// <summary>Closes by a reset: no goodbye, no wait, nothing left in the kernel.</summary>
    private static void Cut(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception e) when (SocketFaults.IsExpected(e))
        {
            // It has left.
        }

        socket.Dispose();
    }

    private bool TryBegin()
    {
        lock (_lock)
        {
            long now = time.GetTimestamp();
            if (_lingering >= MaxLingering || !_answers.Allows(MaxPerSecond, time.TimestampFrequency, now))
            {
                return false;
            }

            _answers.Record(now);
            _lingering++;
            return true;
        }
    }

    /// <summary>Answers without having read the request, and waits a moment for the client to read that: a socket that is closed
    /// with bytes unread resets the connection and takes the answer along.</summary>
    private async Task TellAsync(Socket socket, ReadOnlyMemory<byte> answer)
    {
        using var deadline = new CancellationTokenSource(LingerTime, time);
        try
        {
            await socket.SendAsync(answer, deadline.Token).ConfigureAwait(false);
            socket.Shutdown(SocketShutdown.Send);
            int drained = 0;
            int bytes;
            while (drained < MaxDrained && (bytes = await DrainAsync(socket, deadline.Token).ConfigureAwait(false)) > 0)
            {
                drained += bytes;
            }
        }
        catch (Exception e) when (SocketFaults.IsExpected(e))
        {
            // It has left, or its moment is over.
        }
        finally
        {
            lock (_lock)
            {
                _lingering--;
            }

            socket.Dispose();
        }
    }

    /// <summary>Waits without a buffer, because most say nothing more.</summary>
    private static async ValueTask<int> DrainAsync(Socket socket, CancellationToken deadline)
    {
        await socket.ReceiveAsync(Memory<byte>.Empty, deadline).ConfigureAwait(false);
        byte[] sink = ArrayPool<byte>.Shared.Rent(SinkBytes);
        int bytes = await socket.ReceiveAsync(sink, deadline).ConfigureAwait(false);
        ArrayPool<byte>.Shared.Return(sink);
        return bytes;
    }
}
