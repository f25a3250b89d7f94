using System.Net;
using Elysia.Admission.Limiting;
using Elysia.Channels;
using Elysia.Conversation;
using Elysia.Emotion;
using Elysia.Memory;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Clocks;
using Microsoft.Extensions.Logging;

namespace Elysia.Tests.Memory;

/// <summary>Tests the task that owns the database: known speakers are on disk, unknown ones are not, and failures do no
/// harm.</summary>
[TestClass]
internal sealed class MemoryServiceTests : IDisposable
{
    private static readonly Speaker Ann = new(new ClientId(1), "token:ann");
    private static readonly Speaker Nobody = new(new ClientId(2), "");

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly RecordingLog _log = new();
    private readonly CurrentMood _mood;

    public MemoryServiceTests() => _mood = new CurrentMood(Mood.Neutral, MoodDecay.None, _time);

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task KeepAsync_Returned_IsOnDiskForAnotherProcess()
    {
        await WithAsync(async service =>
        {
            long number = await service.KeepAsync(Ann, new Turn("hi", "hel"), CancellationToken.None);
            await service.AmendAsync(Ann, number, "hello", CancellationToken.None);

            using MemoryStore other = Open();
            CollectionAssert.AreEqual(new[] { new Turn("hi", "hello") }, other.Recall("token:ann", 6).ToArray());
            CollectionAssert.AreEqual(
                new[] { new Turn("hi", "hello") }, (await service.RecallAsync(Ann, CancellationToken.None)).ToArray());
        });
    }

    [TestMethod]
    public async Task KeepAsync_UnknownSpeaker_IsRememberedButNeverOnDisk()
    {
        await WithAsync(async service =>
        {
            await service.KeepAsync(Nobody, new Turn("hi", "hello"), CancellationToken.None);
            Assert.HasCount(1, await service.RecallAsync(Nobody, CancellationToken.None));
            Assert.IsEmpty(await service.RecallAsync(new Speaker(new ClientId(3), ""), CancellationToken.None));
            using MemoryStore other = Open();
            Assert.AreEqual((0L, 0L), other.Size());
        });
    }

    [TestMethod]
    public async Task RecallAsync_DeletedByAnotherProcess_IsForgottenAtOnce()
    {
        await WithAsync(async service =>
        {
            await service.KeepAsync(Ann, new Turn("hi", "hello"), CancellationToken.None);
            using (MemoryStore other = Open())
            {
                other.Forget("token:ann");
            }

            Assert.IsEmpty(await service.RecallAsync(Ann, CancellationToken.None));
        });
    }

    [TestMethod]
    public async Task RunAsync_MoodChanges_IsSavedPeriodicallyAndAtTheEnd()
    {
        await WithAsync(async service =>
        {
            _mood.Current = new Mood(0.1, 0.2, 0.3);
            _time.Advance(MemoryService.SaveEvery);
            using MemoryStore other = Open();
            await Eventually.TrueAsync(() => other.Mood()?.Mood == new Mood(0.1, 0.2, 0.3), "the mood is saved");
            _mood.Current = new Mood(-0.4, 0.5, 0.6);
        });
        using MemoryStore after = Open();
        Assert.AreEqual(new Mood(-0.4, 0.5, 0.6), after.Mood()!.Value.Mood);
        Assert.AreEqual(1, after.Counters()["wakes"]);
    }

    [TestMethod]
    public async Task KeepAsync_DatabaseFails_IsCountedAndReturns()
    {
        await WithAsync(async service =>
        {
            using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_folder.File(MemoryFile.Name)}"))
            {
                connection.Open();
                using Microsoft.Data.Sqlite.SqliteCommand drop = connection.CreateCommand();
                drop.CommandText = "DROP TABLE turn";
                drop.ExecuteNonQuery();
            }

            Assert.AreEqual(0, await service.KeepAsync(Ann, new Turn("hi", "hello"), CancellationToken.None));
            Assert.IsEmpty(await service.RecallAsync(Ann, CancellationToken.None));
            Assert.AreEqual(2, service.Failures);
            Assert.IsTrue(_log.Lines.Any(l => l.Contains("memory failed", StringComparison.Ordinal)));
        });
    }

    [TestMethod]
    [DataRow("203.0.113.1", "203.0.113.1")]
    [DataRow("2001:db8:1:2::1", "2001:db8:1:2::")]
    public async Task KeepAsync_NewKeysOfOneAddress_AreStoredAtARateAndRememberedWhileConnected(string first, string prefix)
    {
        await WithAsync(async service =>
        {
            for (int i = 0; i < 2 * KeyQuota.KeysAtOnce; i++)
            {
                string address = prefix == first ? first : $"{prefix}{i + 1:x}";
                await service.KeepAsync(Keyed(i, address), new Turn("hi", "hello"), CancellationToken.None);
            }

            using MemoryStore other = Open();
            Assert.AreEqual(((long)KeyQuota.KeysAtOnce, (long)KeyQuota.KeysAtOnce), other.Size());
            Speaker late = Keyed(2 * KeyQuota.KeysAtOnce, first);
            long number = await service.KeepAsync(late, new Turn("hi", "hel"), CancellationToken.None);
            await service.AmendAsync(late, number, "hello", CancellationToken.None);
            Assert.AreEqual(new Turn("hi", "hello"), (await service.RecallAsync(late, CancellationToken.None)).Single());
            Speaker later = late with { Client = new ClientId(9_999) };
            Assert.IsEmpty(await service.RecallAsync(later, CancellationToken.None));

            await service.KeepAsync(Keyed(9_998, "198.51.100.7"), new Turn("hi", "hello"), CancellationToken.None);
            await service.KeepAsync(Ann, new Turn("hi", "hello"), CancellationToken.None);
            Assert.AreEqual(KeyQuota.KeysAtOnce + 2, other.Size().Subjects);
            _time.Advance(TimeSpan.FromSeconds(KeyQuota.SecondsPerKey));
            await service.KeepAsync(late, new Turn("hi", "hello"), CancellationToken.None);
            Assert.AreEqual(KeyQuota.KeysAtOnce + 3, other.Size().Subjects);
        });
    }

    [TestMethod]
    public async Task KeepAsync_TurnsOfOneAddress_AreStoredAtARateAndThoseOfTokensAll()
    {
        await WithAsync(async service =>
        {
            for (int i = 0; i < KeyQuota.TurnsAtOnce + 50; i++)
            {
                await service.KeepAsync(Keyed(i % 10, "203.0.113.1"), new Turn("hi", "hello"), CancellationToken.None);
            }

            for (int i = 0; i < 50; i++)
            {
                await service.KeepAsync(Ann, new Turn("hi", "hello"), CancellationToken.None);
            }

            using MemoryStore other = Open();
            Assert.AreEqual(KeyQuota.TurnsAtOnce + 50, other.Size().Turns);
        });
    }

    private static Speaker Keyed(int key, string address) => new(new ClientId(100 + key), $"key:{key}")
    {
        Source = Source.From(IPAddress.Parse(address)),
    };

    private async Task WithAsync(Func<MemoryService, Task> test)
    {
        var service = new MemoryService(Open(), _mood, _time, _log.CreateLogger<MemoryService>());
        using var stopping = new CancellationTokenSource();
        Task running = service.RunAsync(stopping.Token);
        await test(service);
        await stopping.CancelAsync();
        await running;
    }

    private MemoryStore Open() =>
        MemoryFile.Open(_folder.Path, new MemoryBounds(100, 1000, TimeSpan.Zero), _time, (_, _) => Assert.Fail("set aside"));
}
