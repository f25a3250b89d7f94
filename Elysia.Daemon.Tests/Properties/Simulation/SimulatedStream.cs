namespace Elysia.Tests.Properties.Simulation;

/// <summary>The stream under a viewer's WebSocket: a send buffer of few bytes that a script drains, byte by byte if
/// need be.</summary>
/// <remarks>
/// A write that does not fit waits, as when a kernel accepts a part. Everything happens on the calling thread in the
/// order of the calls, so a history always runs in the same way.
/// </remarks>
/// <param name="capacity">The capacity of the buffer in bytes.</param>
internal sealed class SimulatedStream(int capacity) : Stream
{
    private readonly Queue<byte> _buffer = new();
    private ReadOnlyMemory<byte> _waiting;
    private TaskCompletionSource? _write;
    private bool _isBroken;

    /// <summary>The bytes in the buffer and in the waiting write.</summary>
    public int Held => _buffer.Count + _waiting.Length;

    /// <summary>The number of writes during another one that waited; there must be none.</summary>
    public int Overlaps { get; private set; }

    /// <summary>Whether the daemon has ended the connection.</summary>
    public bool IsDisposed { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Reads as the viewer.</summary>
    /// <param name="bytes">The maximum number of bytes.</param>
    /// <returns>The bytes that were read.</returns>
    public byte[] Drain(int bytes)
    {
        var read = new List<byte>();
        while (read.Count < bytes && Held > 0)
        {
            Fill();
            while (read.Count < bytes && _buffer.TryDequeue(out byte next))
            {
                read.Add(next);
            }
        }

        Fill();
        if (_waiting.IsEmpty && _write is { } write)
        {
            _write = null;
            write.SetResult();
        }

        return [.. read];
    }

    /// <summary>Breaks the connection.</summary>
    public void Break()
    {
        _isBroken = true;
        (TaskCompletionSource? write, _write) = (_write, null);
        write?.SetException(new IOException("The connection broke."));
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isBroken || IsDisposed)
        {
            return ValueTask.FromException(new IOException("The connection broke."));
        }

        if (_write is not null)
        {
            Overlaps++;
        }

        _waiting = buffer;
        Fill();
        if (_waiting.IsEmpty)
        {
            return ValueTask.CompletedTask;
        }

        _write = new TaskCompletionSource();
        return new ValueTask(_write.Task);
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !IsDisposed)
        {
            IsDisposed = true;
            Break();
        }

        base.Dispose(disposing);
    }

    private void Fill()
    {
        int fits = Math.Min(capacity - _buffer.Count, _waiting.Length);
        foreach (byte next in _waiting.Span[..fits])
        {
            _buffer.Enqueue(next);
        }

        _waiting = _waiting[fits..];
    }
}
