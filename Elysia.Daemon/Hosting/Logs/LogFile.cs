using System.Threading.Channels;

namespace Elysia.Hosting.Logs;

/// <summary>The log file: a bounded queue, and one task that writes the queued lines. A thread that logs never waits
/// for the disk.</summary>
/// <remarks><see cref="Reload"/> reopens the file, as logrotate requires. Lines that wait meanwhile go into the new
/// file, and none is lost.</remarks>
internal sealed class LogFile : IReloadable, IDisposable
{
    /// <summary>The name of the file in ELYSIA_LOG_DIR.</summary>
    public const string FileName = "elysia.log";

    /// <summary>The maximum number of lines that may wait; further lines are dropped and counted.</summary>
    /// <remarks>Unit: lines. 4,096: twenty seconds of the debug level with 100 busy viewers.</remarks>
    public const int QueueMaxLines = 4096;

    // A disk that does not respond must not keep the process from ending.
    private static readonly TimeSpan DisposeDeadline = TimeSpan.FromSeconds(2);

    private readonly string _path;
    private readonly Action<Stream, ReadOnlyMemory<byte>> _write;
    private readonly Lock _lock = new();
    private readonly Task _writing;

    // Mode Wait with TryWrite only: if the queue is full, TryWrite returns false and the line is counted as dropped.
    private readonly Channel<ReadOnlyMemory<byte>> _lines = Channel.CreateBounded<ReadOnlyMemory<byte>>(
        new BoundedChannelOptions(QueueMaxLines) { SingleReader = true });

    private FileStream _stream;
    private long _written;
    private long _dropped;
    private long _reported;
    private bool _broken;

    private LogFile(string path, FileStream stream, Action<Stream, ReadOnlyMemory<byte>> write)
    {
        (_path, _stream, _write) = (path, stream, write);
        _writing = Task.Run(WriteAllAsync);
    }

    /// <inheritdoc/>
    public string Name => "the log file";

    /// <summary>The number of lines written to the file.</summary>
    public long Written => Interlocked.Read(ref _written);

    /// <summary>The number of lines that are in no file, because the queue was full or the disk refused them.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Opens the file in a folder, which is created if it does not exist.</summary>
    /// <param name="folder">ELYSIA_LOG_DIR.</param>
    /// <param name="write">The function that writes a line to the file; tests replace it to simulate a full
    /// disk.</param>
    /// <exception cref="IOException">The file cannot be opened: the operator's mistake, as is
    /// <see cref="UnauthorizedAccessException"/>.</exception>
    public static LogFile Open(string folder, Action<Stream, ReadOnlyMemory<byte>>? write = null)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, FileName);
        return new LogFile(path, OpenStream(path), write ?? ((stream, line) => stream.Write(line.Span)));
    }

    /// <summary>Queues a line, including its line end. Never waits; safe to call from any thread.</summary>
    public void Add(ReadOnlyMemory<byte> line)
    {
        if (!_lines.Writer.TryWrite(line))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    /// <summary>Returns the number of lines dropped since the last call.</summary>
    public long TakeDropped()
    {
        long dropped = Dropped;
        return dropped - Interlocked.Exchange(ref _reported, dropped);
    }

    /// <inheritdoc/>
    public string? Reload()
    {
        try
        {
            FileStream next = OpenStream(_path);
            lock (_lock)
            {
                _stream.Dispose();
                _stream = next;
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    /// <summary>Writes the queued lines and closes the file.</summary>
    public void Dispose()
    {
        _lines.Writer.TryComplete();
        if (_writing.Wait(DisposeDeadline))
        {
            _stream.Dispose();
        }
    }

    // Not buffered: once written, a line is with the kernel and survives a crash of this process.
    private static FileStream OpenStream(string path) =>
        new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    private async Task WriteAllAsync()
    {
        await foreach (ReadOnlyMemory<byte> line in _lines.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            lock (_lock)
            {
                Write(line);
            }
        }
    }

    private void Write(ReadOnlyMemory<byte> line)
    {
        try
        {
            if (_broken)
            {
                // A full disk may have taken half a line; the next line starts on a line of its own.
                _write(_stream, "\n"u8.ToArray());
                _broken = false;
            }

            _write(_stream, line);
            Interlocked.Increment(ref _written);
        }
        catch (IOException)
        {
            _broken = true;
            Interlocked.Increment(ref _dropped);
        }
    }
}
