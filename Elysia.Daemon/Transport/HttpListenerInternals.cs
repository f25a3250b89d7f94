using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Elysia.Transport;

/// <summary>
/// The parts of HttpListener that its public face hides and a server needs. Not supported by Microsoft: read in the source
/// of 10.0, tried by <see cref="TransportProbe"/> at every start, and never used when that fails. All of it is here.
/// </summary>
internal static class HttpListenerInternals
{
    private const string Connection = "System.Net.HttpConnection, System.Net.HttpListener";
    private const string EndPointListener = "System.Net.HttpEndPointListener, System.Net.HttpListener";
    private const string Prefix = "System.Net.ListenerPrefix, System.Net.HttpListener";

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

        // Its timer waits for a finalizer, and with it the whole connection: 11 KB a viewer that outlive two collections.
        TimerOf(connection)?.Dispose();
        return (socket, glued);
    }

    /// <summary>
    /// Makes the end point of a context answer to every Host header. By itself HttpListener answers 404 to any name but
    /// the one it was bound by, and binding by any name means binding to every address.
    /// </summary>
    /// <returns>What <see cref="RemoveAnyHost"/> needs.</returns>
    public static (object EndPoint, object Prefix) AddAnyHost(HttpListener listener, HttpListenerContext context, int port)
    {
        object endPoint = EndPointField.GetValue(GetConnection(context))!;
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

    // An accessor returns a field by reference, and a reference cannot be typed by name: so this one field by reflection,
    // with literal names, which the trimmer understands and keeps.
    private static FieldInfo EndPointField { get; } =
        Type.GetType(Connection)!.GetField("_epl", BindingFlags.NonPublic | BindingFlags.Instance)!;

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
