using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Elysia.Tests.Fakes.Viewers;
using Elysia.Transport.HttpListening;
using Elysia.Transport.Listening;

namespace Elysia.Tests.Transport.HttpListening;

/// <summary>Tests that the objects that HttpListener keeps for a connection are released when its socket is
/// detached.</summary>
[TestClass]
[DoNotParallelize] // Its listener's port must stay its own, and collections are counted.
internal sealed class DetachTests
{
    private const int Viewers = 200;

    // The last one may still be referenced by a state machine.
    private const int StillInUse = 2;

    /// <summary>A timer that is not disposed waits for its finalizer, and keeps the connection with all its buffers
    /// until the collection after the next.</summary>
    [TestMethod]
    [Timeout(60_000)]
    public async Task Detach_ManyConnections_NothingSurvivesACollection()
    {
        (HttpListener listener, int port, object endPoint, Socket listening) = await ListenAsync();
        var open = new List<IDisposable>();
        var kept = new List<WeakReference>();
        for (int i = 0; i < Viewers; i++)
        {
            open.Add(await AskAsync(port));
            (Socket viewer, WeakReference connection) = await DetachAsync(listener, listening, endPoint);
            open.Add(viewer);
            kept.Add(connection);
        }

        GC.Collect();
        Assert.IsInRange(0, StillInUse, kept.Count(c => c.IsAlive));
        open.ForEach(o => o.Dispose());
        listening.Dispose();
        listener.Close();
    }

    /// <summary>A client that leaves without a request also costs no more than one collection: thousands per second
    /// arrive in a flood.</summary>
    [TestMethod]
    [Timeout(60_000)]
    public async Task Begin_ManyClientsLeaveWithoutRequest_NothingSurvivesACollection()
    {
        (HttpListener listener, int port, object endPoint, Socket listening) = await ListenAsync();
        var kept = new List<WeakReference>();
        for (int i = 0; i < Viewers; i++)
        {
            kept.Add(await LeaveAsync(port, listening, endPoint));
        }

        GC.Collect();
        Assert.IsInRange(0, StillInUse, kept.Count(c => c.IsAlive));
        listening.Dispose();
        listener.Close();
    }

    // Creates a listener whose socket is taken, and whose own last accept is used up.
    private static async Task<(HttpListener Listener, int Port, object EndPoint, Socket Listening)> ListenAsync()
    {
        (HttpListener listener, int port) = ListenAddress.Bind(0, p => [$"http://127.0.0.1:{p}/"]);
        object endPoint = HttpListenerInternals.EndPointOf(IPAddress.Loopback, port);
        Socket listening = HttpListenerInternals.TakeListeningSocket(endPoint);
        using RawClient spent = await AskAsync(port);
        HttpListenerContext first = await listener.GetContextAsync();
        first.Response.Abort();
        HttpListenerInternals.Forget(listener, first);
        return (listener, port, endPoint, listening);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> LeaveAsync(int port, Socket listening, object endPoint)
    {
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(IPAddress.Loopback, port);
        Socket socket = await listening.AcceptAsync();
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stream = new RequestStream(socket, () => { }, () => left.SetResult());
        object connection = HttpListenerInternals.NewConnection(socket, stream, endPoint);
        HttpListenerInternals.Begin(connection);
        client.Close(0);
        await left.Task;
        return new WeakReference(connection, trackResurrection: true);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<(Socket Viewer, WeakReference Connection)> DetachAsync(
        HttpListener listener, Socket listening, object endPoint)
    {
        Socket socket = await listening.AcceptAsync();
        var stream = new RequestStream(socket, () => { }, () => { });
        object connection = HttpListenerInternals.NewConnection(socket, stream, endPoint);
        HttpListenerInternals.Begin(connection);
        HttpListenerContext context = await listener.GetContextAsync();
        (Socket detached, _) = HttpListenerInternals.Detach(listener, context);

        // A long weak reference lives as long as the memory does, whether or not finalizers have run.
        return (detached, new WeakReference(connection, trackResurrection: true));
    }

    private static async Task<RawClient> AskAsync(int port)
    {
        RawClient client = await RawClient.ConnectAsync(port);
        await client.SendAsync(RawClient.Request(port));
        return client;
    }
}
