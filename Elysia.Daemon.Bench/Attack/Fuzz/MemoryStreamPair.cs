namespace Elysia.Bench.Attack.Fuzz;

/// <summary>A connection without a kernel: delivers a client's bytes in pieces and then the end, and records what is
/// written.</summary>
/// <param name="incoming">The client's bytes.</param>
/// <param name="pieces">Chooses the sizes of the pieces.</param>
internal sealed class MemoryStreamPair(byte[] incoming, Random pieces) : Stream
{
    private const int PieceMax = 64;
    private readonly MemoryStream _written = new();
    private int _read;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Returns everything that was written.</summary>
    public byte[] Written()
    {
        lock (_written)
        {
            return _written.ToArray();
        }
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int bytes = Math.Min(Math.Min(buffer.Length, incoming.Length - _read), pieces.Next(1, PieceMax));
        incoming.AsSpan(_read, bytes).CopyTo(buffer.Span);
        _read += bytes;
        return ValueTask.FromResult(bytes);
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_written)
        {
            _written.Write(buffer.Span);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
