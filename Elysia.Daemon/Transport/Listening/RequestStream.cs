using System.Net.Sockets;

namespace Elysia.Transport.Listening;

/// <summary>What HttpListener reads a request from: the socket, but no more of it than a request may be long. HttpListener
/// itself keeps one endless line in memory as long as bytes come.</summary>
/// <remarks>Does not own the socket. One read at a time; HttpListener sees to that.</remarks>
internal sealed class RequestStream : NetworkStream
{
    /// <summary>Most bytes of one connection's requests.</summary>
    /// <remarks>64 KiB: HttpListener itself answers 400 to a head of more than 32 KiB in several lines, and no request that is
    /// answered here has a body.</remarks>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Most lines of a request's head.</summary>
    /// <remarks>128: a browser sends some fifteen. Thousands of short ones in 64 KiB are as many objects that live until the head
    /// is whole, and each collection meanwhile carries them along: 7 ms a time.</remarks>
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

    /// <summary>The stream of one connection.</summary>
    /// <param name="socket">The accepted socket.</param>
    /// <param name="tooLong">Called once, when the request is longer than one may be; must not throw.</param>
    /// <param name="left">Called when the client has left; must not throw.</param>
    /// <param name="broken">Called once, when the request names no target, which HttpListener would answer 200; must not
    /// throw.</param>
    public RequestStream(Socket socket, Action tooLong, Action left, Action? broken = null)
        : base(socket, ownsSocket: false)
    {
        (_tooLong, _clientLeft, _broken) = (tooLong, left, broken);

        // It owns nothing that would have to be let go, and would keep the request for one more collection.
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

            // The end of the stream would be answered with 400 by HttpListener; this ends the connection.
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

        // What comes behind the last line is not even shown to HttpListener, whose next read is refused.
        int taken = Lines(bytes.Span);
        _left = _lines > MaxLines || _isBroken ? 0 : _left - bytes.Length;
        return taken;
    }

    /// <summary>Counts the lines of the head.</summary>
    /// <returns>How many of the bytes may be taken: all, or those before the line that is one too many.</returns>
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
                // Without its end, so that it is no line yet; but never nothing, which would be the end of the stream.
                return Math.Max(1, at);
            }

            // Empty lines before the first are no end: HttpListener passes over them.
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
