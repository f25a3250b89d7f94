using System.Net;
using Elysia.Admission.Limiting;
using Elysia.Channels;
using Elysia.Conversation;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Elysia.Tests.Conversation;

[TestClass]
internal sealed class InMemoryConversationStoreTests
{
    private static readonly ClientId Ann = new(1);
    private static readonly ClientId Bob = new(2);
    private static readonly ClientId Cho = new(3);

    [TestMethod]
    public async Task RecallAsync_UnknownSpeaker_IsEmpty() => Assert.IsEmpty(await With(new InMemoryConversationStore(), Ann));

    [TestMethod]
    public async Task KeepAsync_MoreThanTheBound_KeepsTheLastOldestFirst()
    {
        var conversation = new InMemoryConversationStore();
        for (int turn = 1; turn <= 8; turn++)
        {
            await Remember(conversation, Ann, Turn(turn));
        }

        CollectionAssert.AreEqual(
            Enumerable.Range(3, InMemoryConversationStore.TurnsMax).Select(Turn).ToArray(),
            (await With(conversation, Ann)).ToArray());
    }

    [TestMethod]
    public async Task KeepAsync_TwoClients_KeepsThemApart()
    {
        var conversation = new InMemoryConversationStore();
        await Remember(conversation, Ann, Turn(1));
        await Remember(conversation, Bob, Turn(2));

        CollectionAssert.AreEqual(new[] { Turn(1) }, (await With(conversation, Ann)).ToArray());
        CollectionAssert.AreEqual(new[] { Turn(2) }, (await With(conversation, Bob)).ToArray());
    }

    [TestMethod]
    public async Task KeepAsync_OneClientTooMany_ForgetsTheOneThatWasSilentLongest()
    {
        var conversation = new InMemoryConversationStore(speakersMax: 2);
        await Remember(conversation, Ann, Turn(1));
        await Remember(conversation, Bob, Turn(2));
        await Remember(conversation, Ann, Turn(3));

        await Remember(conversation, Cho, Turn(4));

        Assert.AreEqual(2, conversation.Speakers);
        Assert.HasCount(2, (await With(conversation, Ann)));
        Assert.IsEmpty((await With(conversation, Bob)));
        Assert.HasCount(1, (await With(conversation, Cho)));
    }

    [TestMethod]
    public async Task KeepAsync_FloodOfKeysOfOneSource_ForgetsItsOwn()
    {
        var conversation = new InMemoryConversationStore(speakersMax: 3);
        Speaker ann = Speaker(Ann) with { Source = Source.From(IPAddress.Parse("198.51.100.7")) };
        Speaker bob = Speaker(Bob) with { Source = Source.From("bob") };
        await conversation.KeepAsync(ann, Turn(1), CancellationToken.None);
        await conversation.KeepAsync(bob, Turn(2), CancellationToken.None);
        for (int i = 0; i < 100; i++)
        {
            Speaker greedy = new(new ClientId(100 + i), $"key:{i}") { Source = Source.From(IPAddress.Parse("203.0.113.1")) };
            await conversation.KeepAsync(greedy, Turn(3), CancellationToken.None);
        }

        Assert.AreEqual(3, conversation.Speakers);
        Assert.HasCount(1, await conversation.RecallAsync(ann, CancellationToken.None));
        Assert.HasCount(1, await conversation.RecallAsync(bob, CancellationToken.None));
    }

    [TestMethod]
    public async Task KeepAsync_AfterASnapshot_LeavesTheSnapshotUnchanged()
    {
        var conversation = new InMemoryConversationStore();
        await Remember(conversation, Ann, Turn(1));
        IReadOnlyList<Turn> snapshot = (await With(conversation, Ann));

        await Remember(conversation, Ann, Turn(2));

        Assert.HasCount(1, snapshot);
    }

    [TestMethod]
    public async Task AmendAsync_StoredTurn_ChangesThatTurnOnly()
    {
        var conversation = new InMemoryConversationStore();
        await Remember(conversation, Ann, Turn(1));
        long second = await Remember(conversation, Ann, Turn(2));
        await Remember(conversation, Bob, Turn(2));
        IReadOnlyList<Turn> snapshot = await With(conversation, Ann);

        await conversation.AmendAsync(Speaker(Ann), second, "cut", CancellationToken.None);
        await conversation.AmendAsync(Speaker(Ann), 99, "nothing", CancellationToken.None);

        CollectionAssert.AreEqual(
            new[] { Turn(1), new Turn("said 2", "cut") }, (await With(conversation, Ann)).ToArray());
        CollectionAssert.AreEqual(new[] { Turn(2) }, (await With(conversation, Bob)).ToArray());
        Assert.AreEqual(Turn(2), snapshot[1], "A snapshot never changes.");
    }

    [TestMethod]
    public async Task RecallAsync_KnownSpeakerOnAnotherConnection_IsTheSameSpeaker()
    {
        var conversation = new InMemoryConversationStore();
        await conversation.KeepAsync(new Speaker(Ann, "key:1"), Turn(1), CancellationToken.None);

        Assert.HasCount(1, await conversation.RecallAsync(new Speaker(Bob, "key:1"), CancellationToken.None));
        Assert.IsEmpty(await conversation.RecallAsync(new Speaker(Ann, ""), CancellationToken.None));
        Assert.IsEmpty(await conversation.RecallAsync(new Speaker(Ann, "key:2"), CancellationToken.None));
    }

    [TestMethod]
    public async Task KeepAsync_TwiceAsManyClientsAsTheBound_StaysBounded()
    {
        var conversation = new InMemoryConversationStore();
        for (long client = 1; client <= 2 * InMemoryConversationStore.SpeakersMax; client++)
        {
            await Remember(conversation, new ClientId(client), Turn(1));
        }

        Assert.AreEqual(InMemoryConversationStore.SpeakersMax, conversation.Speakers);
    }

    private static Speaker Speaker(ClientId client) => new(client, "");

    private static ValueTask<IReadOnlyList<Turn>> With(InMemoryConversationStore conversation, ClientId client) =>
        conversation.RecallAsync(Speaker(client), CancellationToken.None);

    private static ValueTask<long> Remember(InMemoryConversationStore conversation, ClientId client, Turn turn) =>
        conversation.KeepAsync(Speaker(client), turn, CancellationToken.None);

    private static Turn Turn(int number) => new($"said {number}", $"answered {number}");
}
