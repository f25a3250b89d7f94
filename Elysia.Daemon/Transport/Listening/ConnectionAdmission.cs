using System.Net;
using System.Net.Sockets;
using Elysia.Admission;
using Elysia.Admission.Limiting;
using Elysia.Admission.Network;
using Elysia.Fanout;
using Elysia.Http;
using Elysia.Transport.HttpListening;

namespace Elysia.Transport.Listening;

/// <summary>Decides about each connection when it is accepted: it waits for its request, or it is rejected.</summary>
/// <remarks>Called by the tasks of the listeners; never waits for a client.</remarks>
/// <param name="admission">The limits for strangers. Clients behind a trusted proxy are counted when their requests are
/// read.</param>
/// <param name="connections">Tracks the connections until their upgrade.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class ConnectionAdmission(AdmissionControl admission, HttpConnectionManager connections, TimeProvider time)
{
    private readonly ConnectionRejector _rejector = new(time);
    private int _closedUnasked;

    /// <summary>The number of connections that closed before their request arrived; wraps around.</summary>
    public int ClosedBeforeRequest => Volatile.Read(ref _closedUnasked);

    /// <summary>Whether connections should wait in the kernel's queue until the present ones are served.</summary>
    public bool IsBusy => connections.IsBusy;

    /// <summary>Handles a connection that was just accepted.</summary>
    /// <param name="socket">The connection's socket; ownership passes to this method.</param>
    /// <param name="endPoint">HttpListener's object for the local address.</param>
    /// <returns>Whether the connection was admitted.</returns>
    public bool Receive(Socket socket, object endPoint)
    {
        IDisposable? place = null;
        try
        {
            IPAddress address = ForwardedFor.Plain(((IPEndPoint)socket.RemoteEndPoint!).Address);
            bool isCounted = !IPAddress.IsLoopback(address) && !admission.ForwardedHeaders.IsTrusted(address);
            ConnectionVerdict verdict = isCounted ? admission.Limits.TryEnter(address, out place) : ConnectionVerdict.Accept;
            if (verdict == ConnectionVerdict.Accept && !TryAdmit(socket, address, place, endPoint))
            {
                verdict = ConnectionVerdict.NoRoom;
            }

            admission.Counters.Record(verdict);
            if (verdict != ConnectionVerdict.Accept)
            {
                place?.Dispose();
                bool isKnown = AdmissionControl.IsOffence(verdict)
                    && admission.Offenders.Report(address, Offence.TooManyConnections);
                _rejector.Reject(socket, HttpResponse.RefusalBytes(verdict), isKnown);
            }

            return verdict == ConnectionVerdict.Accept;
        }
        catch (Exception e) when (SocketFaults.IsExpected(e))
        {
            // The client left while it was being checked.
            place?.Dispose();
            socket.Dispose();
            return false;
        }
    }

    /// <summary>Frees a descriptor: closes the oldest half-open connection.</summary>
    public void FreeDescriptor()
    {
        admission.Counters.Shortage();
        connections.EvictOldest();
    }

    private bool TryAdmit(Socket socket, IPAddress address, IDisposable? place, object endPoint)
    {
        object? connection = null;
        var stream = new RequestStream(
            socket, () => TooLong(socket, address), () => Left(connection!), () => Broken(socket, address));
        connection = HttpListenerInternals.NewConnection(socket, stream, endPoint);
        bool hasRoom = connections.TryEnter(connection, socket, stream, address, place);
        if (hasRoom)
        {
            HttpListenerInternals.Begin(connection);
        }

        return hasRoom;
    }

    // At once, and not at the next sweep: a thousand closed connections would be a thousand buffers that each
    // collection copies.
    private void Left(object connection)
    {
        if (connections.Left(connection))
        {
            Interlocked.Increment(ref _closedUnasked);
        }
    }

    private void Broken(Socket socket, IPAddress address)
    {
        bool isKnown = admission.Offenders.Report(address, Offence.BadUpgrade);
        _rejector.Reject(socket, HttpResponse.BrokenBytes, isKnown);
    }

    private void TooLong(Socket socket, IPAddress address)
    {
        bool isKnown = admission.Offenders.Report(address, Offence.EndlessRequest);
        _rejector.Reject(socket, HttpResponse.TooLongBytes, isKnown);
    }
}
