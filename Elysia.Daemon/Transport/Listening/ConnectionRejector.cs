using System.Buffers;
using System.Net.Sockets;
using Elysia.Admission.Limiting;
using Elysia.Fanout;

namespace Elysia.Transport.Listening;

/// <summary>Rejects a connection, with a short response or by a reset, which costs a tenth.</summary>
/// <remarks>A response needs a socket and a moment until the client has read it. That is worthwhile for a client that
/// meets a limit occasionally, but not for a flood. Any thread.</remarks>
/// <param name="time">The daemon's clock.</param>
internal sealed class ConnectionRejector(TimeProvider time)
{
    /// <summary>The maximum number of responses in any second.</summary>
    /// <remarks>100: about 1 % of a core. Further connections are reset.</remarks>
    public const int MaxPerSecond = 100;

    /// <summary>The maximum number of connections that are kept open until their clients have read the
    /// response.</summary>
    /// <remarks>64: <see cref="Configuration.DescriptorBudget.RuntimeReserve"/> includes descriptors for
    /// them.</remarks>
    private const int MaxLingering = 64;

    /// <summary>The maximum number of bytes that are read from such a connection.</summary>
    /// <remarks>Unit: bytes. 64 KiB, a whole request: a client that sends more is not reading the response.</remarks>
    private const int MaxDrained = 64 * 1024;
    private const int SinkBytes = 8 * 1024;

    /// <summary>The maximum time that such a connection is kept open.</summary>
    private static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly SlidingWindow _answers = new(MaxPerSecond);
    private int _lingering;

    /// <summary>Rejects a connection.</summary>
    /// <param name="socket">The connection's socket; disposed now, or when the response has been read.</param>
    /// <param name="answer">The response.</param>
    /// <param name="isKnown">Whether the address is a known offender (<see cref="Offenders.NamedFrom"/>), which is
    /// always reset.</param>
    public void Reject(Socket socket, ReadOnlyMemory<byte> answer, bool isKnown)
    {
        if (!isKnown && TryBegin())
        {
            _ = RespondAsync(socket, answer);
            return;
        }

        Reset(socket);
    }

    /// <summary>Closes by a reset: no close handshake, no wait, and no state left in the kernel.</summary>
    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception e) when (SocketFaults.IsExpected(e))
        {
            // The client has left.
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

    /// <summary>Responds without reading the request, and waits briefly for the client to read the response: closing a
    /// socket with unread bytes resets the connection and destroys the response.</summary>
    private async Task RespondAsync(Socket socket, ReadOnlyMemory<byte> answer)
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
            // The client has left, or its time is over.
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

    /// <summary>Waits without a buffer, because most clients send nothing more.</summary>
    private static async ValueTask<int> DrainAsync(Socket socket, CancellationToken deadline)
    {
        await socket.ReceiveAsync(Memory<byte>.Empty, deadline).ConfigureAwait(false);
        byte[] sink = ArrayPool<byte>.Shared.Rent(SinkBytes);
        int bytes = await socket.ReceiveAsync(sink, deadline).ConfigureAwait(false);
        ArrayPool<byte>.Shared.Return(sink);
        return bytes;
    }
}
