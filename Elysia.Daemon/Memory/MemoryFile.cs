using System.Buffers.Binary;
using System.Globalization;
using Elysia.Configuration.Options;
using Microsoft.Data.Sqlite;

namespace Elysia.Memory;

/// <summary>Opens the database of her memory. An unreadable one is set aside and never overwritten.</summary>
internal static class MemoryFile
{
    /// <summary>The name of the file in the data folder.</summary>
    public const string Name = "elysia.db";

    // SQLite's result codes (sqlite3.h): the file is damaged; the file is not a SQLite database.
    private const int Corrupt = 11;
    private const int NotADatabase = 26;
    // The disk fails; the disk is full.
    private const int DiskError = 10;
    private const int Full = 13;

    // errno(3): the same failures, raised before SQLite is called.
    private const int IoError = 5;
    private const int NoSpace = 28;
    private const int OverQuota = 122;

    private const int BusyTimeoutSeconds = 5;

    private static readonly string[] Parts = ["", "-wal", "-shm", "-journal"];

    // Offset of user_version in the header, which holds the layout
    // (https://www.sqlite.org/fileformat.html#the_database_header).
    private const int LayoutOffset = 60;

    private static ReadOnlySpan<byte> Header => "SQLite format 3\0"u8;

    static MemoryFile() => SQLitePCL.Batteries_V2.Init();

    /// <summary>Opens the memory in a folder, and creates folder and file if they do not exist.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="bounds">The bounds of the memory.</param>
    /// <param name="time">The daemon's clock.</param>
    /// <param name="setAside">Called with the new path of an unreadable database, and the reason.</param>
    /// <exception cref="MemoryUnavailableException">The folder or the file cannot be created, read or written, or a
    /// later version wrote the file, which is then left unchanged.</exception>
    public static MemoryStore Open(string folder, MemoryBounds bounds, TimeProvider time, Action<string, string> setAside)
    {
        string path = Path.Combine(folder, Name);
        try
        {
            Prepare(folder, path);
            try
            {
                Recognise(path);
                return MemoryStore.Open(Connect(path), bounds, time);
            }
            catch (SqliteException e) when (e.SqliteErrorCode is Corrupt or NotADatabase)
            {
                setAside(SetAside(path, time), e.Message);
            }

            Prepare(folder, path);
            return MemoryStore.Open(Connect(path), bounds, time);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new MemoryUnavailableException(
                $"Cannot keep her memory in {folder}: {e.Message} Set ELYSIA_DATA_DIR to a folder that this user "
                    + "may write, or leave it unset to keep nothing on disk.", e, IsPassing(e));
        }
    }

    /// <summary>Opens an existing memory, or returns null if there is none.</summary>
    /// <exception cref="MemoryUnavailableException">It cannot be read; it is left unchanged.</exception>
    public static MemoryStore? OpenExisting(string folder, MemoryBounds bounds, TimeProvider time)
    {
        string path = Path.Combine(folder, Name);
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            Recognise(path);
            return MemoryStore.Open(Connect(path), bounds, time);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new MemoryUnavailableException($"Cannot read {path}: {e.Message}", e);
        }
    }

    /// <summary>Whether a fault is one of the disk, which may pass, rather than a wrong folder or a missing
    /// permission.</summary>
    public static bool IsPassing(Exception fault) => fault switch
    {
        SqliteException e => e.SqliteErrorCode is DiskError or Full,
        IOException e => e.HResult is IoError or NoSpace or OverQuota,
        _ => false,
    };

    /// <summary>Returns the bounds that the options set.</summary>
    public static MemoryBounds Bounds(MemorySettings settings) =>
        new(settings.TurnsPerSubject, settings.TurnsInAll, TimeSpan.FromDays(settings.Days));

    // Other users of this machine must not read what people say to her.
    private static void Prepare(string folder, string path)
    {
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(
                folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        if (!File.Exists(path))
        {
            using var made = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
    }

    // Before SQLite opens the file: SQLite takes a file of a few bytes for an empty database and overwrites it, and it
    // creates a write-ahead log next to a database of a later version.
    private static void Recognise(string path)
    {
        using FileStream file = File.OpenRead(path);
        Span<byte> header = stackalloc byte[LayoutOffset + sizeof(int)];
        int length = file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        int named = Math.Min(length, Header.Length);
        if (length > 0 && !header[..named].SequenceEqual(Header))
        {
            throw new SqliteException("The file is not a database.", NotADatabase);
        }

        int layout = length < header.Length ? 0 : BinaryPrimitives.ReadInt32BigEndian(header[LayoutOffset..]);
        if (layout > MemoryStore.Layout)
        {
            throw MemoryStore.LaterVersion(path, layout);
        }
    }

    private static SqliteConnection Connect(string path) => new(new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWrite,
        Pooling = false,
        DefaultTimeout = BusyTimeoutSeconds,
    }.ToString());

    private static string SetAside(string path, TimeProvider time)
    {
        string stamp = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        string name = $"{path}.unreadable-{stamp}";
        for (int again = 2; File.Exists(name); again++)
        {
            name = $"{path}.unreadable-{stamp}-{again}";
        }

        foreach (string part in Parts.Where(part => File.Exists(path + part)))
        {
            File.Move(path + part, name + part);
        }

        return name;
    }
}

/// <summary>The exception for a memory folder that cannot be used.</summary>
/// <param name="message">The failure and its reason, with advice for the operator.</param>
/// <param name="cause">The original exception; null if the message says everything.</param>
/// <param name="isPassing">Whether the disk (full, failing) is the cause, not the configuration.</param>
internal sealed class MemoryUnavailableException(string message, Exception? cause, bool isPassing = false)
    : Exception(message, cause)
{
    /// <summary>Whether the disk is the cause: then the daemon starts without memory. Otherwise the operator must fix
    /// the configuration, and the daemon exits with 78.</summary>
    public bool IsPassing { get; } = isPassing;
}
