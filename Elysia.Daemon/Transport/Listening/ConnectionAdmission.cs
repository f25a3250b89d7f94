using System.Net;
using System.Net.Sockets;
using Elysia.Admission;
using Elysia.Admission.Limiting;
using Elysia.Admission.Network;
using Elysia.Fanout;
using Elysia.Http;
using Elysia.Transport.HttpListening;

namespace Elysia.Transport.Listening;

/// <summary>Decides about each connection the moment it is accepted: it waits for its request, or is rejected.</summary>
/// <remarks>Called by the tasks of the listeners; never waits for a client.</remarks>
/// <param name="admission">The limits for strangers, and who is one: a trusted proxy's clients are counted when their requests
/// are read.</param>
/// <param name="connections">Where connections wait.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class ConnectionAdmission(AdmissionControl admission, HttpConnectionManager connections, TimeProvider time)
{
    private readonly ConnectionRejector _rejector = new(time);
    private int _leftUnasked;

    /// <summary>How many connections left before their request had come; wraps around.</summary>
    public int LeftUnasked => Volatile.Read(ref _leftUnasked);

    /// <summary>A connection was accepted.</summary>
    /// <param name="socket">Its socket, owned from here on.</param>
    /// <param name="endPoint">HttpListener's own object for the address it came to.</param>
    /// <returns>Whether it was taken.</returns>
    public bool Receive(Socket socket, object endPoint)
    {
        IDisposable? place = null;
        try
        {
            IPAddress address = ForwardedFor.Plain(((IPEndPoint)socket.RemoteEndPoint!).Address);
            bool isCounted = !IPAddress.IsLoopback(address) && !admission.ForwardedHeaders.IsTrusted(address);
            ConnectionVerdict verdict = isCounted ? admission.Limits.TryEnter(address, out place) : ConnectionVerdict.Accept;
            if (verdict == ConnectionVerdict.Accept && !TryLetIn(socket, address, place, endPoint))
            {
                verdict = ConnectionVerdict.NoRoom;
            }

            admission.Counters.Judged(verdict);
            if (verdict != ConnectionVerdict.Accept)
            {
                place?.Dispose();
                bool isKnown = AdmissionControl.IsOffence(verdict)
                    && admission.Offenders.Report(address, Offence.TooManyConnections);
                _rejector.TurnAway(socket, HttpResponse.RefusalBytes(verdict), isKnown);
            }

            return verdict == ConnectionVerdict.Accept;
        }
        catch (Exception e) when (SocketFaults.IsExpected(e))
        {
            // It left while it was looked at.
            place?.Dispose();
            socket.Dispose();
            return false;
        }
    }

    /// <summary>A descriptor is needed: the half-open connection that came first gives way.</summary>
    public void MakeRoom()
    {
        admission.Counters.Shortage();
        connections.EvictOldest();
    }

    private bool TryLetIn(Socket socket, IPAddress address, IDisposable? place, object endPoint)
    {
        object? connection = null;
        var stream = new RequestStream(socket, () => TooLong(socket, address), () => Left(connection!));
        connection = HttpListenerInternals.NewConnection(socket, stream, endPoint);
        bool hasRoom = connections.TryEnter(connection, socket, address, place);
        if (hasRoom)
        {
            HttpListenerInternals.Begin(connection);
        }

        return hasRoom;
    }

    // At once, and not at the next look around: a thousand that have left would be a thousand buffers that each collection
    // carries along.
    private void Left(object connection)
    {
        if (connections.Left(connection))
        {
            Interlocked.Increment(ref _leftUnasked);
        }
    }

    private void TooLong(Socket socket, IPAddress address)
    {
        bool isKnown = admission.Offenders.Report(address, Offence.EndlessRequest);
        _rejector.TurnAway(socket, HttpResponse.TooLongBytes, isKnown);
    }
}
