using Elysia.Conversation;
using Elysia.State;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Elysia.Memory;

/// <summary>Her memory in SQLite: turns by subject, her mood, counters. Every call is one transaction.</summary>
/// <remarks>One thread at a time; other processes may read and write concurrently. The journal is in WAL mode and
/// synchronous is NORMAL: the end of the process, however sudden, loses nothing that a call returned from; a power cut
/// may lose the last moments, but never damages the file. A commit then costs no fsync, which would be most of the time
/// until the first sentence.</remarks>
internal sealed class MemoryStore : IDisposable
{
    /// <summary>The layout version of the file; a later version of the daemon writes a greater one.</summary>
    public const int Layout = 1;

    private const string Schema = """
        CREATE TABLE turn(
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            subject TEXT NOT NULL,
            at INTEGER NOT NULL,
            said TEXT NOT NULL,
            answered TEXT NOT NULL) STRICT;
        CREATE INDEX turn_of ON turn(subject, number);
        CREATE TABLE mood(
            one INTEGER PRIMARY KEY CHECK(one = 1),
            valence REAL NOT NULL,
            arousal REAL NOT NULL,
            dominance REAL NOT NULL,
            at INTEGER NOT NULL) STRICT;
        CREATE TABLE counter(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
        PRAGMA user_version = 1;
        """;

    // Anybody can make up keys, so a flood of them must not displace those who have talked to her before. Keys go before
    // subjects of tokens. Of keys, the youngest and shortest talks go first; of tokens, the oldest turns.
    private const string Evict = """
        DELETE FROM turn WHERE number IN (
            SELECT number FROM turn JOIN (
                SELECT subject AS whose, min(number) - count(*) AS youth FROM turn GROUP BY subject
            ) ON subject = whose
            ORDER BY subject NOT LIKE 'key:%', CASE WHEN subject LIKE 'key:%' THEN -youth ELSE 0 END, number LIMIT $excess)
        """;

    private readonly SqliteConnection _connection;
    private readonly MemoryBounds _bounds;
    private readonly TimeProvider _time;

    private MemoryStore(SqliteConnection connection, MemoryBounds bounds, TimeProvider time) =>
        (_connection, _bounds, _time) = (connection, bounds, time);

    /// <summary>Opens the database of a connection and creates its tables if it is empty.</summary>
    /// <exception cref="SqliteException">It cannot be read: it is damaged or not a SQLite database.</exception>
    /// <exception cref="MemoryUnavailableException">A later version wrote it; it is left unchanged.</exception>
    public static MemoryStore Open(SqliteConnection connection, MemoryBounds bounds, TimeProvider time)
    {
        try
        {
            connection.Open();
            RefuseLater(connection);
            var store = new MemoryStore(connection, bounds, time);
            store.Check();
            store.Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;");
            if (store.Number("PRAGMA user_version") == 0)
            {
                store.Run($"BEGIN IMMEDIATE; {Schema} COMMIT;");
            }

            return store;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Returns the last turns with a subject, oldest first.</summary>
    public IReadOnlyList<Turn> Recall(string subject, int most) => [.. Read(
        "SELECT number, subject, at, said, answered FROM turn WHERE subject = $subject ORDER BY number DESC LIMIT $most",
        ("$subject", subject), ("$most", most)).Select(kept => kept.Turn).Reverse()];

    /// <summary>Whether a turn of a subject is stored.</summary>
    public bool Knows(string subject) =>
        Number("SELECT EXISTS(SELECT 1 FROM turn WHERE subject = $subject)", ("$subject", subject)) != 0;

    /// <summary>Stores a turn and deletes what exceeds the bounds.</summary>
    /// <returns>The number of the turn.</returns>
    public long Keep(string subject, Turn turn)
    {
        using SqliteTransaction all = _connection.BeginTransaction(deferred: false);
        long number = Number(
            "INSERT INTO turn(subject, at, said, answered) VALUES($subject, $at, $said, $answered) RETURNING number",
            ("$subject", subject), ("$at", Now()), ("$said", turn.Said), ("$answered", turn.Answered));
        Run("DELETE FROM turn WHERE subject = $subject AND number <= (SELECT number FROM turn WHERE subject = $subject "
            + "ORDER BY number DESC LIMIT 1 OFFSET $most)", ("$subject", subject), ("$most", _bounds.TurnsPerSubject));
        Count("turns", 1);
        all.Commit();
        return number;
    }

    /// <summary>Replaces the answer of a turn; does nothing if the turn was deleted meanwhile.</summary>
    public void Amend(long number, string answered) => Run(
        "UPDATE turn SET answered = $answered WHERE number = $number", ("$answered", answered), ("$number", number));

    /// <summary>Returns the mood that was saved last, or null if there is none.</summary>
    public StoredMood? Mood()
    {
        using SqliteCommand command = Command("SELECT valence, arousal, dominance, at FROM mood");
        using SqliteDataReader row = command.ExecuteReader();
        return row.Read()
            ? new StoredMood(
                new Mood(row.GetDouble(0), row.GetDouble(1), row.GetDouble(2)).Clamped(),
                DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)))
            : null;
    }

    /// <summary>Saves her mood.</summary>
    public void Save(Mood mood) => Run(
        "INSERT INTO mood VALUES(1, $valence, $arousal, $dominance, $at) ON CONFLICT DO UPDATE SET "
        + "valence = $valence, arousal = $arousal, dominance = $dominance, at = $at",
        ("$valence", mood.Valence), ("$arousal", mood.Arousal), ("$dominance", mood.Dominance), ("$at", Now()));

    /// <summary>Adds to a counter that outlasts the process.</summary>
    public void Count(string name, long by) => Run(
        "INSERT INTO counter VALUES($name, $by) ON CONFLICT DO UPDATE SET value = value + $by",
        ("$name", name), ("$by", by));

    /// <summary>Returns the counters by name.</summary>
    public IReadOnlyDictionary<string, long> Counters()
    {
        using SqliteCommand command = Command("SELECT name, value FROM counter ORDER BY name");
        using SqliteDataReader row = command.ExecuteReader();
        var counters = new SortedDictionary<string, long>(StringComparer.Ordinal);
        while (row.Read())
        {
            counters[row.GetString(0)] = row.GetInt64(1);
        }

        return counters;
    }

    /// <summary>Returns all turns, or those of one subject, oldest first. They are read one by one.</summary>
    public IEnumerable<StoredTurn> Turns(string? subject) => Read(
        "SELECT number, subject, at, said, answered FROM turn WHERE $subject IS NULL OR subject = $subject ORDER BY number",
        ("$subject", subject));

    /// <summary>Returns the number of turns and of subjects.</summary>
    public (long Turns, long Subjects) Size() =>
        (Number("SELECT count(*) FROM turn"), Number("SELECT count(DISTINCT subject) FROM turn"));

    /// <summary>Deletes the turns of a subject, or all turns if it is null; their text is overwritten in the
    /// file.</summary>
    /// <returns>The number of turns that were deleted.</returns>
    public long Forget(string? subject)
    {
        long gone = Run("DELETE FROM turn WHERE $subject IS NULL OR subject = $subject", ("$subject", subject));
        Shrink();
        return gone;
    }

    /// <summary>Deletes the turns that exceed the bounds.</summary>
    /// <returns>The number of turns that were deleted.</returns>
    public long Prune(MemoryBounds bounds)
    {
        long gone = 0;
        if (bounds.Age > TimeSpan.Zero)
        {
            gone += Run("DELETE FROM turn WHERE at < $since",
                ("$since", (_time.GetUtcNow() - bounds.Age).ToUnixTimeMilliseconds()));
        }

        gone += Run("DELETE FROM turn WHERE number IN (SELECT number FROM (SELECT number, row_number() OVER "
            + "(PARTITION BY subject ORDER BY number DESC) AS place FROM turn) WHERE place > $most)",
            ("$most", bounds.TurnsPerSubject));
        long excess = Number("SELECT count(*) FROM turn") - bounds.TurnsInAll;
        return excess > 0 ? gone + Run(Evict, ("$excess", excess)) : gone;
    }

    /// <summary>Deletes the turns that exceed the bounds of the options.</summary>
    public long Prune() => Prune(_bounds);

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    // Writes the log into the file and empties it, so that deleted words are in neither.
    private void Shrink() => Run("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);");

    /// <summary>Returns the exception for a database of a later version.</summary>
    internal static MemoryUnavailableException LaterVersion(string path, long layout) => new(
        $"{path} was written by a later version of Elysia (layout {layout}, this version reads up to {Layout}). Install "
            + "that version again, or set ELYSIA_DATA_DIR to another folder. The file was not changed.", cause: null);

    // The latest changes of a later version may be in the write-ahead log only, so SQLite is asked before anything
    // else; and the log is not merged into the file when the connection is closed.
    private static void RefuseLater(SqliteConnection connection)
    {
        KeepLog(connection, keep: true);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        long layout = (long)command.ExecuteScalar()!;
        if (layout > Layout)
        {
            throw LaterVersion(connection.DataSource, layout);
        }

        KeepLog(connection, keep: false);
    }

    private static void KeepLog(SqliteConnection connection, bool keep)
    {
        // SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE (sqlite3.h).
        const int NoCheckpointOnClose = 1006;
        int result = raw.sqlite3_db_config(connection.Handle, NoCheckpointOnClose, keep ? 1 : 0, out _);
        SqliteException.ThrowExceptionForRC(result, connection.Handle);
    }

    private void Check()
    {
        using SqliteCommand command = Command("PRAGMA quick_check(1)");
        string found = (string)command.ExecuteScalar()!;
        if (found != "ok")
        {
            const int Corrupt = 11;
            throw new SqliteException($"The database is damaged: {found}.", Corrupt);
        }
    }

    private long Now() => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object? value) in values)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    private long Run(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using SqliteCommand command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    private long Number(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using SqliteCommand command = Command(sql, values);
        return (long)command.ExecuteScalar()!;
    }

    private IEnumerable<StoredTurn> Read(string sql, params (string Name, object? Value)[] values)
    {
        using SqliteCommand command = Command(sql, values);
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            yield return new StoredTurn(
                row.GetInt64(0), row.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
                new Turn(row.GetString(3), row.GetString(4)));
        }
    }
}

/// <summary>The bounds of her memory; turns beyond them are deleted: the oldest of a subject, and the youngest keys of
/// all.</summary>
/// <param name="TurnsPerSubject">The maximum number of turns of one subject.</param>
/// <param name="TurnsInAll">The maximum number of turns of all subjects.</param>
/// <param name="Age">The time for which a turn is kept; zero is for ever.</param>
internal readonly record struct MemoryBounds(int TurnsPerSubject, int TurnsInAll, TimeSpan Age);

/// <summary>A turn as it is stored on disk.</summary>
/// <param name="Number">The number of the turn; later turns have greater numbers.</param>
/// <param name="Subject">The subject that spoke.</param>
/// <param name="At">The start of the turn, by the wall clock.</param>
/// <param name="Turn">The text and its answer.</param>
internal sealed record StoredTurn(long Number, string Subject, DateTimeOffset At, Turn Turn);

/// <summary>The mood that was saved last.</summary>
/// <param name="Mood">The mood.</param>
/// <param name="At">The time of saving, by the wall clock.</param>
internal readonly record struct StoredMood(Mood Mood, DateTimeOffset At);
