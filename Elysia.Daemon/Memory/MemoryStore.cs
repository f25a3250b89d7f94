using Elysia.Conversation;
using Elysia.State;
using Microsoft.Data.Sqlite;

namespace Elysia.Memory;

/// <summary>Her memory in SQLite: turns by subject, her mood, counters. Every call is one transaction.</summary>
/// <remarks>One thread at a time; other processes may read and write beside it. Journal in WAL, synchronous NORMAL: an end of
/// the process, however sudden, loses nothing that a call returned from; a power cut may lose the last moments, and never
/// the file. A commit then costs no fsync, which would be the greater part of the time until the first sentence.</remarks>
public sealed class MemoryStore : IDisposable
{
    /// <summary>The layout of the file; a greater one was written by a later version.</summary>
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

    private readonly SqliteConnection _connection;
    private readonly MemoryBounds _bounds;
    private readonly TimeProvider _time;

    private MemoryStore(SqliteConnection connection, MemoryBounds bounds, TimeProvider time) =>
        (_connection, _bounds, _time) = (connection, bounds, time);

    /// <summary>Opens the database behind a connection and makes its tables where it is empty.</summary>
    /// <exception cref="SqliteException">It cannot be read: damaged, none of SQLite's, or of a later version.</exception>
    public static MemoryStore Open(SqliteConnection connection, MemoryBounds bounds, TimeProvider time)
    {
        try
        {
            connection.Open();
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

    /// <summary>The last turns with a subject, oldest first.</summary>
    public IReadOnlyList<Turn> Recall(string subject, int most) => [.. Read(
        "SELECT number, subject, at, said, answered FROM turn WHERE subject = $subject ORDER BY number DESC LIMIT $most",
        ("$subject", subject), ("$most", most)).Select(kept => kept.Turn).Reverse()];

    /// <summary>Keeps a turn and forgets what is beyond the bounds.</summary>
    /// <returns>Its number.</returns>
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

    /// <summary>Puts another answer into a turn; nothing when it was forgotten meanwhile.</summary>
    public void Amend(long number, string answered) => Run(
        "UPDATE turn SET answered = $answered WHERE number = $number", ("$answered", answered), ("$number", number));

    /// <summary>Her mood as it was saved last; null when it never was.</summary>
    public KeptMood? Mood()
    {
        using SqliteCommand command = Command("SELECT valence, arousal, dominance, at FROM mood");
        using SqliteDataReader row = command.ExecuteReader();
        return row.Read()
            ? new KeptMood(
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

    /// <summary>The counters by name.</summary>
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

    /// <summary>Every turn, oldest first; those of one subject when it is named. Read one by one.</summary>
    public IEnumerable<KeptTurn> Turns(string? subject) => Read(
        "SELECT number, subject, at, said, answered FROM turn WHERE $subject IS NULL OR subject = $subject ORDER BY number",
        ("$subject", subject));

    /// <summary>How many turns of how many subjects there are.</summary>
    public (long Turns, long Subjects) Size() =>
        (Number("SELECT count(*) FROM turn"), Number("SELECT count(DISTINCT subject) FROM turn"));

    /// <summary>Forgets a subject, or everybody when none is named; what was theirs is overwritten in the file.</summary>
    /// <returns>How many turns that were.</returns>
    public long Forget(string? subject)
    {
        long gone = Run("DELETE FROM turn WHERE $subject IS NULL OR subject = $subject", ("$subject", subject));
        Shrink();
        return gone;
    }

    /// <summary>Forgets what is beyond bounds.</summary>
    /// <returns>How many turns that were.</returns>
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
        gone += Run("DELETE FROM turn WHERE number IN (SELECT number FROM turn ORDER BY number DESC LIMIT -1 OFFSET $most)",
            ("$most", bounds.TurnsInAll));
        return gone;
    }

    /// <summary>Forgets what is beyond the bounds of the options.</summary>
    public long Prune() => Prune(_bounds);

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    // Writes the log into the file and empties it, so that forgotten words are in neither.
    private void Shrink() => Run("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);");

    private void Check()
    {
        using SqliteCommand command = Command("PRAGMA quick_check(1)");
        string found = (string)command.ExecuteScalar()!;
        long layout = Number("PRAGMA user_version");
        if (found != "ok" || layout > Layout)
        {
            const int Corrupt = 11;
            throw new SqliteException(
                found != "ok" ? $"The database is damaged: {found}." : $"It was written by a later version (layout {layout}).",
                Corrupt);
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

    private IEnumerable<KeptTurn> Read(string sql, params (string Name, object? Value)[] values)
    {
        using SqliteCommand command = Command(sql, values);
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            yield return new KeptTurn(
                row.GetInt64(0), row.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
                new Turn(row.GetString(3), row.GetString(4)));
        }
    }
}
