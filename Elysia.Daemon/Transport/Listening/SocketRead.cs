using System.Net.Sockets;

namespace Elysia.Transport.Listening;

/// <summary>Reads of one socket, one after the other, for whoever wants them as <see cref="IAsyncResult"/>. A broken connection
/// is the end of the stream and no exception: of a swarm that connects and resets each one cost two, which was nine tenths of
/// what it cost.</summary>
/// <remarks>One read at a time. Does not own the socket. It is not disposed: on Linux there is nothing to free, and a socket that
/// is closed while it is read ends the read.</remarks>
internal sealed class SocketRead : SocketAsyncEventArgs, IAsyncResult
{
    private AsyncCallback? _callback;

    /// <summary>No reads yet. Callbacks run without the context of who began a read.</summary>
    public SocketRead()
        : base(true)
    {
        // The finalizer has nothing to do on Linux, and would keep the request and its buffer for one more collection.
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public object? AsyncState { get; private set; }

    /// <inheritdoc/>
    public bool CompletedSynchronously { get; private set; }

    /// <inheritdoc/>
    public bool IsCompleted { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: nobody blocks here.</exception>
    public WaitHandle AsyncWaitHandle => throw new NotSupportedException("Reads of requests have a callback and no handle.");

    /// <summary>Begins a read.</summary>
    /// <param name="socket">Of what.</param>
    /// <param name="buffer">Where to.</param>
    /// <param name="callback">Told when it is over, perhaps before this returns.</param>
    /// <param name="state">The caller's own.</param>
    /// <exception cref="ObjectDisposedException">The socket was disposed.</exception>
    public void Begin(Socket socket, Memory<byte> buffer, AsyncCallback? callback, object? state)
    {
        (_callback, AsyncState, IsCompleted, CompletedSynchronously) = (callback, state, false, false);
        SetBuffer(buffer);
        if (!socket.ReceiveAsync(this))
        {
            CompletedSynchronously = true;
            OnCompleted(this);
        }
    }

    /// <summary>Ends a read: what came, and nothing of it is kept.</summary>
    /// <returns>None at the end of the stream, and when the connection is broken.</returns>
    public Memory<byte> End()
    {
        Memory<byte> bytes = MemoryBuffer[..(SocketError == SocketError.Success ? BytesTransferred : 0)];
        (_callback, AsyncState) = (null, null);
        SetBuffer(default);
        return bytes;
    }

    /// <inheritdoc/>
    protected override void OnCompleted(SocketAsyncEventArgs e)
    {
        IsCompleted = true;
        _callback?.Invoke(this);
    }
}
