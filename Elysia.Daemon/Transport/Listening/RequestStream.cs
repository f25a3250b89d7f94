using System.Net.Sockets;

namespace Elysia.Transport.Listening;

/// <summary>The stream from which HttpListener reads a request: the socket, limited to the maximum length of a request.
/// HttpListener itself buffers an endless line for as long as bytes arrive.</summary>
/// <remarks>Does not own the socket. One read at a time, which HttpListener ensures.</remarks>
internal sealed class RequestStream : NetworkStream
{
    /// <summary>The maximum number of bytes of one connection's requests.</summary>
    /// <remarks>64 KiB: HttpListener itself answers 400 to a head of more than 32 KiB in several lines, and no accepted
    /// request has a body.</remarks>
    public const int MaxBytes = 64 * 1024;

    /// <summary>The maximum number of lines in a request's head.</summary>
    /// <remarks>128: a browser sends about fifteen. Thousands of short lines in 64 KiB are as many objects that live
    /// until the head is complete, and each collection meanwhile copies them: 7 ms each time.</remarks>
    public const int MaxLines = 128;

    private readonly Action _tooLong;
    private readonly Action? _broken;
    private readonly Action _clientLeft;
    private readonly SocketRead _read = new();
    private int _left = MaxBytes;
    private int _lines;
    private bool _hasBegun;
    private bool _isInLine;
    private bool _isHeadOver;
    private int _spaces;
    private bool _hasTarget;
    private bool _isBroken;

    /// <summary>Creates the stream of one connection.</summary>
    /// <param name="socket">The accepted socket.</param>
    /// <param name="tooLong">Called once, when the request exceeds the maximum length; must not throw.</param>
    /// <param name="left">Called when the client has closed the connection; must not throw.</param>
    /// <param name="broken">Called once, when the request names no target, to which HttpListener would respond with 200; must
    /// not throw.</param>
    public RequestStream(Socket socket, Action tooLong, Action left, Action? broken = null)
        : base(socket, ownsSocket: false)
    {
        (_tooLong, _clientLeft, _broken) = (tooLong, left, broken);

        // The stream owns nothing that needs a finalizer, which would keep the request alive for one more collection.
        GC.SuppressFinalize(this);
    }

    /// <summary>Whether the head of a request has come wholly. Any thread.</summary>
    public bool IsWhole => Volatile.Read(ref _isHeadOver);

    /// <inheritdoc/>
    public override IAsyncResult BeginRead(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state)
    {
        if (_left <= 0)
        {
            (_isBroken ? _broken : _tooLong)?.Invoke();

            // HttpListener would answer the end of the stream with 400; an exception ends the connection.
            throw new IOException("The request is too long.");
        }

        try
        {
            _read.Begin(Socket, buffer.AsMemory(offset, Math.Min(count, _left)), callback, state);
        }
        catch (ObjectDisposedException e)
        {
            throw new IOException("The connection was closed.", e);
        }

        return _read;
    }

    /// <inheritdoc/>
    public override int EndRead(IAsyncResult asyncResult)
    {
        Memory<byte> bytes = _read.End();
        if (bytes.IsEmpty)
        {
            _clientLeft();
            return 0;
        }

        // Bytes after the last allowed line are withheld from HttpListener, and its next read fails.
        int taken = Lines(bytes.Span);
        _left = _lines > MaxLines || _isBroken ? 0 : _left - bytes.Length;
        return taken;
    }

    /// <summary>Counts the lines of the head.</summary>
    /// <returns>The number of bytes to pass on: all, or those before the line that exceeds the maximum.</returns>
    private int Lines(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        while (!_isHeadOver && at < bytes.Length)
        {
            int length = bytes[at..].IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = length < 0 ? bytes[at..] : bytes.Slice(at, length);
            if (!_hasBegun && FindMissingTarget(line) is >= 0 and var missing)
            {
                return Math.Max(1, at + missing);
            }

            _isInLine |= line.ContainsAnyExcept((byte)'\r');
            at += line.Length;
            if (length < 0)
            {
                break;
            }

            if (++_lines > MaxLines)
            {
                // Without its end, so that it does not count as a line; but at least one byte, because zero would mean
                // the end of the stream.
                return Math.Max(1, at);
            }

            // Empty lines before the first do not end the head: HttpListener skips them.
            _hasBegun |= _isInLine;
            _isHeadOver = _hasBegun && !_isInLine;
            _isInLine = false;
            at++;
        }

        return bytes.Length;
    }

    /// <summary>Looks for the target in a part of the request line.</summary>
    /// <returns>Where a space stands in its place; -1 when none does.</returns>
    private int FindMissingTarget(ReadOnlySpan<byte> line)
    {
        for (int i = 0; i < line.Length && !_hasTarget; i++)
        {
            _hasTarget = _spaces > 0 && line[i] != ' ';
            _spaces += line[i] == ' ' ? 1 : 0;
            _isBroken = _spaces > 1;
            if (_isBroken)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>Reads from one socket, one read at a time, for callers that need an <see cref="IAsyncResult"/>. A broken
/// connection is reported as the end of the stream, not as an exception: in a flood of connections that are reset
/// immediately, each would cost two exceptions, which was nine tenths of the total cost.</summary>
/// <remarks>One read at a time. Does not own the socket. It is not disposed: on Linux there is nothing to free, and
/// closing the socket ends a pending read.</remarks>
internal sealed class SocketRead : SocketAsyncEventArgs, IAsyncResult
{
    private AsyncCallback? _callback;

    /// <summary>Creates an object without a pending read. Callbacks run without the caller's execution
    /// context.</summary>
    public SocketRead()
        : base(true)
    {
        // On Linux the finalizer has nothing to do, and would keep the request and its buffer alive for one more
        // collection.
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public object? AsyncState { get; private set; }

    /// <inheritdoc/>
    public bool CompletedSynchronously { get; private set; }

    /// <inheritdoc/>
    public bool IsCompleted { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always, because no caller blocks.</exception>
    public WaitHandle AsyncWaitHandle => throw new NotSupportedException("Reads of requests have a callback and no handle.");

    /// <summary>Begins a read.</summary>
    /// <param name="socket">The socket to read from.</param>
    /// <param name="buffer">The buffer to fill.</param>
    /// <param name="callback">Called when the read has completed, perhaps before this method returns.</param>
    /// <param name="state">The caller's state object.</param>
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

    /// <summary>Ends a read and returns the bytes; keeps no reference to them.</summary>
    /// <returns>The bytes; empty at the end of the stream or when the connection is broken.</returns>
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
