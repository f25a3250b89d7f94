using Elysia.Conversation;
using Elysia.Memory;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Clocks;
using Microsoft.Data.Sqlite;

namespace Elysia.Tests.Memory;

/// <summary>Tests the database: the turns it keeps, the turns it deletes, and what happens to one that cannot be
/// read.</summary>
[TestClass]
internal sealed class MemoryStoreTests : IDisposable
{
    private static readonly MemoryBounds Wide = new(100, 1000, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly List<(string Path, string Reason)> _setAside = [];

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Open_ExistingDatabase_HasEverything()
    {
        using (MemoryStore store = Open())
        {
            store.Keep("ann", Turn(1));
            store.Amend(store.Keep("ann", Turn(2)), "안녕 😀");
            store.Save(new Mood(0.5, 0.6, -0.7));
            store.Count("interrupts", 2);
        }

        using MemoryStore again = Open();
        CollectionAssert.AreEqual(new[] { Turn(1), new Turn("said 2", "안녕 😀") }, again.Recall("ann", 6).ToArray());
        Assert.AreEqual(new Mood(0.5, 0.6, -0.7), again.Mood()!.Value.Mood);
        Assert.AreEqual(2, again.Counters()["turns"]);
        Assert.AreEqual(2, again.Counters()["interrupts"]);
        Assert.IsEmpty(_setAside);
    }

    [TestMethod]
    [DataRow(10, true, "the disk fails")]
    [DataRow(13, true, "the disk is full")]
    [DataRow(14, false, "the file cannot be opened: a right is missing")]
    [DataRow(8, false, "the file may not be written")]
    public void IsPassing_SqliteError_IsTrueForFaultsOfTheDiskOnly(int code, bool expected, string what) =>
        Assert.AreEqual(expected, MemoryFile.IsPassing(new SqliteException(what, code)), what);

    [TestMethod]
    public void IsPassing_WriteToAFullDevice_IsTrue()
    {
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        Exception fault = Assert.ThrowsExactly<IOException>(() => full.WriteByte(1));
        Assert.IsTrue(MemoryFile.IsPassing(fault), fault.Message);
    }

    [TestMethod]
    public void Recall_AnotherSubject_IsEmpty()
    {
        using MemoryStore store = Open();
        store.Keep("ann", Turn(1));
        Assert.IsEmpty(store.Recall("bob", 6));
        Assert.IsEmpty(store.Recall("an", 6));
        Assert.IsEmpty(store.Recall("ann%", 6));
    }

    [TestMethod]
    public void Keep_MoreThanTheBound_ForgetsTheOldestOfThatSubject()
    {
        using MemoryStore store = Open(Wide with { TurnsPerSubject = 3 });
        store.Keep("bob", Turn(0));
        for (int i = 1; i <= 7; i++)
        {
            store.Keep("ann", Turn(i));
        }

        CollectionAssert.AreEqual(new[] { Turn(5), Turn(6), Turn(7) }, store.Recall("ann", 6).ToArray());
        Assert.HasCount(1, store.Recall("bob", 6));
    }

    [TestMethod]
    public void Prune_Bounds_KeepTheNewest()
    {
        var time = new ManualTimeProvider();
        using MemoryStore store = Open(Wide, time);
        store.Keep("old", Turn(0));
        time.Advance(TimeSpan.FromDays(10));
        for (int i = 1; i <= 5; i++)
        {
            store.Keep("ann", Turn(i));
            store.Keep("bob", Turn(i));
        }

        Assert.AreEqual(1, store.Prune(Wide with { Age = TimeSpan.FromDays(9) }));
        Assert.AreEqual(4, store.Prune(Wide with { TurnsPerSubject = 3 }));
        Assert.AreEqual(2, store.Prune(Wide with { TurnsInAll = 4 }));
        CollectionAssert.AreEqual(new[] { Turn(4), Turn(5) }, store.Recall("bob", 6).ToArray());
        Assert.AreEqual((4L, 2L), store.Size());
    }

    [TestMethod]
    public void Forget_Subject_LeavesNoByteOfItsWordsInTheFolder()
    {
        using MemoryStore store = Open();
        store.Keep("ann", new Turn("a-very-private-word", "an-equally-private-answer"));
        store.Keep("bob", new Turn("something-else", "yes"));

        Assert.AreEqual(1, store.Forget("ann"));

        Assert.IsEmpty(store.Recall("ann", 6));
        Assert.HasCount(1, store.Recall("bob", 6));
        byte[][] files = [.. Directory.EnumerateFiles(_folder.Path).Select(ReadAll)];
        Assert.IsFalse(files.Any(f => f.AsSpan().IndexOf("private"u8) >= 0), "The words are still on the disk.");
        Assert.IsTrue(files.Any(f => f.AsSpan().IndexOf("something-else"u8) >= 0), "The test reads the wrong files.");
    }

    [TestMethod]
    [DataRow("no database at all, just text that is longer than the header of one would be: 100 bytes and a few more")]
    [DataRow("x")]
    public void Open_NotADatabase_IsSetAsideUnchanged(string content)
    {
        File.WriteAllText(_folder.File(MemoryFile.Name), content);
        using MemoryStore store = Open();
        store.Keep("ann", Turn(1));
        Assert.AreEqual(content, File.ReadAllText(_setAside.Single().Path));
        Assert.IsNotEmpty(_setAside[0].Reason);
    }

    [TestMethod]
    public void Open_DamagedPages_IsSetAsideAndNotOverwritten()
    {
        using (MemoryStore store = Open())
        {
            for (int i = 0; i < 90; i++)
            {
                store.Keep("ann", new Turn(new string('x', 900), new string('y', 900)));
            }
        }

        string path = _folder.File(MemoryFile.Name);
        byte[] bytes = File.ReadAllBytes(path);
        new Random(7).NextBytes(bytes.AsSpan(4096, bytes.Length - 4096));
        File.WriteAllBytes(path, bytes);

        using MemoryStore fresh = Open();
        Assert.AreEqual((0L, 0L), fresh.Size());
        CollectionAssert.AreEqual(bytes, File.ReadAllBytes(_setAside.Single().Path));
    }

    [TestMethod]
    public void Open_TwiceUnreadableInOneSecond_KeepsBoth()
    {
        var time = new ManualTimeProvider();
        foreach (string content in (string[])["first", "second"])
        {
            File.WriteAllText(_folder.File(MemoryFile.Name), content);
            Open(Wide, time).Dispose();
        }

        CollectionAssert.AreEqual(new[] { "first", "second" }, _setAside.Select(s => File.ReadAllText(s.Path)).ToArray());
    }

    [TestMethod]
    public void Open_WrittenByALaterVersion_IsRefusedAndNotTouched()
    {
        using (MemoryStore store = Open())
        {
            store.Keep("ann", Turn(1));
        }

        string path = _folder.File(MemoryFile.Name);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[63] = MemoryStore.Layout + 1; // user_version: a big-endian integer at offset 60 of the header.
        File.WriteAllBytes(path, bytes);

        AssertRefused([path]);
    }

    [TestMethod]
    public void Open_LaterVersionOnlyInTheLog_IsRefusedAndNotTouched()
    {
        // A later version that was killed: its changes are in the write-ahead log, and the header still says 1.
        Open().Dispose();
        string path = _folder.File(MemoryFile.Name);
        string later = Directory.CreateDirectory(_folder.File("later")).FullName;
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = $"PRAGMA user_version = {MemoryStore.Layout + 1}";
            command.ExecuteNonQuery();
            foreach (string part in (string[])["", "-wal"])
            {
                File.WriteAllBytes(Path.Combine(later, MemoryFile.Name + part), ReadAll(path + part));
            }
        }

        foreach (string part in (string[])["", "-wal", "-shm"])
        {
            File.Delete(path + part);
        }

        foreach (string part in (string[])["", "-wal"])
        {
            File.Move(Path.Combine(later, MemoryFile.Name + part), path + part);
        }

        Directory.Delete(later);
        Assert.AreEqual(MemoryStore.Layout, File.ReadAllBytes(path)[63], "The test does not cover its case.");
        AssertRefused([path, path + "-wal"]);
    }

    [TestMethod]
    public void Open_FolderIsAFile_AdvisesTheOperator()
    {
        File.WriteAllText(_folder.File("taken"), "");
        MemoryUnavailableException e = Assert.ThrowsExactly<MemoryUnavailableException>(() =>
            MemoryFile.Open(_folder.File("taken"), Wide, TimeProvider.System, (_, _) => { }));
        StringAssert.Contains(e.Message, "ELYSIA_DATA_DIR");
    }

    [TestMethod]
    public void Open_NewFolder_IsReadableByItsOwnerOnly()
    {
        string folder = _folder.File("data");
        MemoryFile.Open(folder, Wide, TimeProvider.System, (_, _) => { }).Dispose();
        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Assert.AreEqual(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, MemoryFile.Name)));
    }

    private void AssertRefused(string[] files)
    {
        byte[][] before = [.. files.Select(File.ReadAllBytes)];
        Func<MemoryStore?>[] ways =
            [() => Open(), () => MemoryFile.OpenExisting(_folder.Path, Wide, TimeProvider.System)];
        foreach (Func<MemoryStore?> open in ways)
        {
            MemoryUnavailableException e = Assert.ThrowsExactly<MemoryUnavailableException>(() => open()?.Dispose());
            StringAssert.Contains(e.Message, "later version");
            StringAssert.Contains(e.Message, _folder.Path);
            Assert.IsFalse(e.IsPassing, "The daemon would continue without memory.");
            Assert.IsEmpty(_setAside);
            for (int i = 0; i < files.Length; i++)
            {
                CollectionAssert.AreEqual(before[i], File.ReadAllBytes(files[i]), files[i]);
            }
        }

        // The index of the log is derived from it, and is rebuilt whenever the database is opened.
        CollectionAssert.AreEquivalent(
            files, Directory.EnumerateFiles(_folder.Path).Where(f => !f.EndsWith("-shm", StringComparison.Ordinal)).ToArray());
    }

    private static Turn Turn(int number) => new($"said {number}", $"answered {number}");

    // Opened for sharing, because SQLite has the files open.
    private static byte[] ReadAll(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }

    private MemoryStore Open(MemoryBounds? bounds = null, TimeProvider? time = null) => MemoryFile.Open(
        _folder.Path, bounds ?? Wide, time ?? TimeProvider.System, (path, reason) => _setAside.Add((path, reason)));
}
