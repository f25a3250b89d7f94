using System.Net;
using System.Net.Sockets;
using Elysia.Admission;
using Elysia.Fanout;

namespace Elysia.Transport;

/// <summary>Decides about each connection the moment it is accepted: into the lobby, or away with a short answer.</summary>
/// <remarks>Called by the doorways' tasks; never waits for a client.</remarks>
/// <param name="reception">The limits for strangers, and who is one: a trusted proxy's clients are counted when their requests
/// are read.</param>
/// <param name="lobby">Where connections wait.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class Doorman(Reception reception, Lobby lobby, TimeProvider time)
{
    /// <summary>Longest time a connection that was turned away is kept, so that it reads why before it is closed.</summary>
    private static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(1);

    /// <summary>Most connections that are kept so; above it they are closed without a word.</summary>
    /// <remarks>64: what <see cref="Configuration.DescriptorBudget.RuntimeReserve"/> has descriptors for.</remarks>
    private const int MaxLingering = 64;

    private int _lingering;

    /// <summary>A connection was accepted.</summary>
    /// <param name="socket">Its socket, owned from here on.</param>
    /// <param name="endPoint">HttpListener's own object for the address it came to.</param>
    public void Receive(Socket socket, object endPoint)
    {
        IDisposable? place = null;
        try
        {
            IPAddress address = ForwardedFor.Plain(((IPEndPoint)socket.RemoteEndPoint!).Address);
            bool isCounted = !IPAddress.IsLoopback(address) && !reception.Callers.IsTrusted(address);
            ConnectionVerdict verdict = isCounted ? reception.Limits.TryEnter(address, out place) : ConnectionVerdict.Accept;
            object connection = HttpListenerInternals.NewConnection(
                socket, new RequestStream(socket, () => TooLong(socket, address)), endPoint);
            if (verdict == ConnectionVerdict.Accept && !lobby.TryEnter(connection, socket, address, place))
            {
                verdict = ConnectionVerdict.NoRoom;
            }

            reception.Counters.Judged(verdict);
            if (verdict == ConnectionVerdict.Accept)
            {
                HttpListenerInternals.Begin(connection);
                return;
            }

            if (isCounted)
            {
                reception.Offenders.Note(address, Offence.TooManyConnections);
            }

            place?.Dispose();
            _ = TurnAwayAsync(socket, HttpAnswer.Refusal(verdict));
        }
        catch (Exception e) when (SocketFaults.IsExpected(e))
        {
            // It left while it was looked at.
            place?.Dispose();
            socket.Dispose();
        }
    }

    /// <summary>A descriptor is needed: the half-open connection that came first gives way.</summary>
    public void MakeRoom()
    {
        reception.Counters.Shortage();
        lobby.EvictOldest();
    }

    private void TooLong(Socket socket, IPAddress address)
    {
        reception.Offenders.Note(address, Offence.EndlessRequest);
        _ = TurnAwayAsync(socket, HttpAnswer.Text(431, "The request is too long."));
    }

    /// <summary>Answers without having read the request, and waits a moment for the client to read that: a socket that is closed
    /// with bytes unread resets the connection and takes the answer along.</summary>
    private async Task TurnAwayAsync(Socket socket, HttpAnswer answer)
    {
        using var deadline = new CancellationTokenSource(LingerTime, time);
        try
        {
            if (Interlocked.Increment(ref _lingering) <= MaxLingering)
            {
                await socket.SendAsync(answer.ToBytes(), deadline.Token).ConfigureAwait(false);
                socket.Shutdown(SocketShutdown.Send);
                var sink = new byte[1024];
                while (await socket.ReceiveAsync(sink, deadline.Token).ConfigureAwait(false) > 0)
                {
                }
            }
        }
        catch (Exception e) when (SocketFaults.IsExpected(e))
        {
            // It has left, or its moment is over.
        }
        finally
        {
            Interlocked.Decrement(ref _lingering);
            socket.Dispose();
        }
    }
}
