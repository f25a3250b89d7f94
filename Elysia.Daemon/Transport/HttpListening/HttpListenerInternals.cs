using System.Collections;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;

namespace Elysia.Transport.HttpListening;

/// <summary>
/// The parts of HttpListener that its public face hides and a server needs. Not supported by Microsoft: read in the source
/// of 10.0, tried by <see cref="TransportSelfTest"/> at every start, and never used when that fails. All of it is here.
/// </summary>
internal static class HttpListenerInternals
{
    private const string Connection = "System.Net.HttpConnection, System.Net.HttpListener";
    private const string EndPointListener = "System.Net.HttpEndPointListener, System.Net.HttpListener";
    private const string EndPointManager = "System.Net.HttpEndPointManager, System.Net.HttpListener";
    private const string Prefix = "System.Net.ListenerPrefix, System.Net.HttpListener";

    // HttpListener ends a connection with the answer to this request (HttpListenerResponse.SendHeaders).
    private const int LastRequest = 100;

    /// <summary>Takes the socket out of a context: HttpListener forgets the connection and will never touch it again.</summary>
    /// <returns>The socket, and what the client sent after its request (frames glued to the handshake).</returns>
    public static (Socket Socket, ReadOnlyMemory<byte> Glued) Detach(HttpListener listener, HttpListenerContext context)
    {
        object connection = GetConnection(context);
        ref Socket? slot = ref SocketOf(connection);
        Socket socket = slot ?? throw new ObjectDisposedException(nameof(Socket), "The client left before its upgrade.");
        ReadOnlyMemory<byte> glued = default;
        if (ReadBufferOf(connection) is { } read && read.Length > PositionOf(connection))
        {
            glued = read.ToArray().AsMemory(PositionOf(connection));
        }

        UnregisterContext(listener, context);
        RemoveConnection(listener, connection);
        slot = null;
        return (socket, glued);
    }

    /// <summary>HttpListener's own object for the connection of a context.</summary>
    public static object ConnectionOf(HttpListenerContext context) => GetConnection(context);

    /// <summary>Makes HttpListener forget a request whose connection has ended. It keeps one for ever that it has answered
    /// itself while it handed it out, as it does with a POST without a length.</summary>
    public static void Forget(HttpListener listener, HttpListenerContext context)
    {
        UnregisterContext(listener, context);
        RemoveConnection(listener, GetConnection(context));
    }

    /// <summary>HttpListener's own object for an address that is bound.</summary>
    public static object EndPointOf(IPAddress address, int port)
    {
        var addresses = (IDictionary)EndPointsField.GetValue(null)!;
        lock (addresses.SyncRoot)
        {
            return ((IDictionary)addresses[address]!)[port]!;
        }
    }

    /// <summary>Takes the listening socket from HttpListener. The one accept that is under way stays its own; after it,
    /// HttpListener finds its socket disposed and accepts no more.</summary>
    public static Socket TakeListeningSocket(object endPoint)
    {
        ref Socket slot = ref ListeningSocketOf(endPoint);
        Socket listening = slot;
        var spent = new Socket(listening.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        spent.Dispose();
        slot = spent;
        return listening;
    }

    /// <summary>Hands an accepted socket to HttpListener, which reads one request from a stream of ours.</summary>
    /// <returns>HttpListener's own object for the connection; <see cref="Begin"/> starts it.</returns>
    public static object NewConnection(Socket socket, Stream stream, object endPoint)
    {
        object connection = NewConnection(socket, endPoint, secure: false, certificate: null);

        // An object that waits for a finalizer outlives a collection, and with it the whole connection: 6 KB each, which every
        // collection of a flood copied for 2 to 3 ms. HttpConnectionManager
        // has a clock of its own, and HttpListener's stream owns nothing.
        TimerOf(connection)?.Dispose();
        StreamOf(connection).Dispose();
        StreamOf(connection) = stream;

        // A request that HttpListener answers by itself, e.g., with 501 to an unknown transfer coding, does not end the
        // connection: it reads on, and a second request hidden in the body of the first is answered. This many requests do
        // end it.
        RequestsOf(connection) = LastRequest;
        return connection;
    }

    /// <summary>Lets HttpListener read the request.</summary>
    public static void Begin(object connection) => BeginReadRequest(connection);

    /// <summary>Ends a connection as HttpListener does when its own time is over.</summary>
    public static void End(object connection) => OnTimeout(connection, null);

    /// <summary>
    /// Makes an end point answer to every Host header. By itself HttpListener answers 404 to any name but
    /// the one it was bound by, and binding by any name means binding to every address.
    /// </summary>
    /// <returns>The arguments of <see cref="RemoveAnyHost"/>.</returns>
    public static (object EndPoint, object Prefix) AddAnyHost(HttpListener listener, object endPoint, int port)
    {
        object prefix = NewPrefix($"http://*:{port}/");
        AddPrefix(endPoint, prefix, listener);
        return (endPoint, prefix);
    }

    /// <summary>Takes back <see cref="AddAnyHost"/>; without it the port stays open after the last prefix is gone.</summary>
    public static void RemoveAnyHost((object EndPoint, object Prefix) added) => RemovePrefix(added.EndPoint, added.Prefix);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Connection")]
    [return: UnsafeAccessorType(Connection)]
    private static extern object GetConnection(HttpListenerContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_socket")]
    private static extern ref Socket? SocketOf([UnsafeAccessorType(Connection)] object connection);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_timer")]
    private static extern ref Timer? TimerOf([UnsafeAccessorType(Connection)] object connection);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_memoryStream")]
    private static extern ref MemoryStream? ReadBufferOf([UnsafeAccessorType(Connection)] object connection);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_position")]
    private static extern ref int PositionOf([UnsafeAccessorType(Connection)] object connection);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "UnregisterContext")]
    private static extern void UnregisterContext(HttpListener listener, HttpListenerContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "RemoveConnection")]
    private static extern void RemoveConnection(HttpListener listener, [UnsafeAccessorType(Connection)] object connection);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_socket")]
    private static extern ref Socket ListeningSocketOf([UnsafeAccessorType(EndPointListener)] object endPoint);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_stream")]
    private static extern ref Stream StreamOf([UnsafeAccessorType(Connection)] object connection);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_reuses")]
    private static extern ref int RequestsOf([UnsafeAccessorType(Connection)] object connection);

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType(Connection)]
    private static extern object NewConnection(
        Socket socket, [UnsafeAccessorType(EndPointListener)] object endPoint, bool secure, X509Certificate? certificate);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "BeginReadRequest")]
    private static extern void BeginReadRequest([UnsafeAccessorType(Connection)] object connection);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "OnTimeout")]
    private static extern void OnTimeout([UnsafeAccessorType(Connection)] object connection, object? unused);

    // A static field of a type that cannot be named: so this one by reflection, with literal names, which the trimmer
    // understands and keeps.
    private static FieldInfo EndPointsField { get; } =
        Type.GetType(EndPointManager)!.GetField("s_ipEndPoints", BindingFlags.NonPublic | BindingFlags.Static)!;

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType(Prefix)]
    private static extern object NewPrefix(string prefix);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "AddPrefix")]
    private static extern void AddPrefix(
        [UnsafeAccessorType(EndPointListener)] object endPoint, [UnsafeAccessorType(Prefix)] object prefix,
            HttpListener listener);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "RemovePrefix")]
    private static extern void RemovePrefix(
        [UnsafeAccessorType(EndPointListener)] object endPoint, [UnsafeAccessorType(Prefix)] object prefix);
}
