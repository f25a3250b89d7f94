using System.Threading.Channels;

namespace Elysia.Hosting.Logs;

/// <summary>The log file: a bounded queue, and one task that writes what waits in it. Who logs never waits for the
/// disk.</summary>
/// <remarks>Opened again by <see cref="Reload"/>, which is how logrotate gets its file: a line that waits meanwhile goes into
/// the new one, and none is lost.</remarks>
internal sealed class LogFile : IReloadable, IDisposable
{
    /// <summary>Its name in ELYSIA_LOG_DIR.</summary>
    public const string FileName = "elysia.log";

    /// <summary>Most lines that may wait; further ones are dropped and counted.</summary>
    /// <remarks>Unit: lines. 4,096: twenty seconds of the debug level with 100 busy viewers.</remarks>
    public const int QueueMaxLines = 4096;

    // A disk that does not answer must not keep the process from ending.
    private static readonly TimeSpan DisposeDeadline = TimeSpan.FromSeconds(2);

    private readonly string _path;
    private readonly Action<Stream, ReadOnlyMemory<byte>> _write;
    private readonly Lock _lock = new();
    private readonly Task _writing;

    // Mode Wait, and only TryWrite: a full queue answers false, and the line is counted as lost.
    private readonly Channel<ReadOnlyMemory<byte>> _lines = Channel.CreateBounded<ReadOnlyMemory<byte>>(
        new BoundedChannelOptions(QueueMaxLines) { SingleReader = true });

    private FileStream _stream;
    private long _written;
    private long _dropped;
    private long _told;
    private bool _broken;

    private LogFile(string path, FileStream stream, Action<Stream, ReadOnlyMemory<byte>> write)
    {
        (_path, _stream, _write) = (path, stream, write);
        _writing = Task.Run(WriteAllAsync);
    }

    /// <inheritdoc/>
    public string Name => "the log file";

    /// <summary>Lines in the file.</summary>
    public long Written => Interlocked.Read(ref _written);

    /// <summary>Lines that are in no file: the queue was full, or the disk refused them.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Opens the file in a folder, which is made when it is missing.</summary>
    /// <param name="folder">ELYSIA_LOG_DIR.</param>
    /// <param name="write">How a line gets into the file; tests put a full disk here.</param>
    /// <exception cref="IOException">It cannot be opened: the operator's fault, as
    /// <see cref="UnauthorizedAccessException"/> is.</exception>
    public static LogFile Open(string folder, Action<Stream, ReadOnlyMemory<byte>>? write = null)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, FileName);
        return new LogFile(path, OpenStream(path), write ?? ((stream, line) => stream.Write(line.Span)));
    }

    /// <summary>Adds a line, with its line end. Any thread; never waits.</summary>
    public void Add(ReadOnlyMemory<byte> line)
    {
        if (!_lines.Writer.TryWrite(line))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    /// <summary>How many lines were lost since the last call.</summary>
    public long TakeDropped()
    {
        long dropped = Dropped;
        return dropped - Interlocked.Exchange(ref _told, dropped);
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

    /// <summary>Writes what waits and closes the file.</summary>
    public void Dispose()
    {
        _lines.Writer.TryComplete();
        if (_writing.Wait(DisposeDeadline))
        {
            _stream.Dispose();
        }
    }

    // Not buffered: a line is in the kernel's hands once it is written, whatever becomes of this process.
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
                // A full disk takes half a line; the next whole one begins on a line of its own.
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
