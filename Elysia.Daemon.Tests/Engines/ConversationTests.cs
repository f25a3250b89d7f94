using Elysia.Channels;
using Elysia.Engines;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Elysia.Tests.Engines;

[TestClass]
public sealed class ConversationTests
{
    private static readonly ClientId Ann = new(1);
    private static readonly ClientId Bob = new(2);
    private static readonly ClientId Cho = new(3);

    [TestMethod]
    public void With_Stranger_IsEmpty() => Assert.IsEmpty(new Conversation().With(Ann));

    [TestMethod]
    public void Remember_MoreThanTheBound_KeepsTheLastOldestFirst()
    {
        var conversation = new Conversation();
        for (int turn = 1; turn <= 8; turn++)
        {
            conversation.Remember(Ann, Turn(turn));
        }

        CollectionAssert.AreEqual(
            Enumerable.Range(3, Conversation.TurnsMax).Select(Turn).ToArray(), conversation.With(Ann).ToArray());
    }

    [TestMethod]
    public void Remember_TwoClients_KeepsThemApart()
    {
        var conversation = new Conversation();
        conversation.Remember(Ann, Turn(1));
        conversation.Remember(Bob, Turn(2));

        CollectionAssert.AreEqual(new[] { Turn(1) }, conversation.With(Ann).ToArray());
        CollectionAssert.AreEqual(new[] { Turn(2) }, conversation.With(Bob).ToArray());
    }

    [TestMethod]
    public void Remember_OneClientTooMany_ForgetsWhoWasSilentLongest()
    {
        var conversation = new Conversation(clientsMax: 2);
        conversation.Remember(Ann, Turn(1));
        conversation.Remember(Bob, Turn(2));
        conversation.Remember(Ann, Turn(3));

        conversation.Remember(Cho, Turn(4));

        Assert.AreEqual(2, conversation.Clients);
        Assert.HasCount(2, conversation.With(Ann));
        Assert.IsEmpty(conversation.With(Bob));
        Assert.HasCount(1, conversation.With(Cho));
    }

    [TestMethod]
    public void Remember_AfterASnapshot_LeavesTheSnapshotAsItWas()
    {
        var conversation = new Conversation();
        conversation.Remember(Ann, Turn(1));
        IReadOnlyList<Turn> snapshot = conversation.With(Ann);

        conversation.Remember(Ann, Turn(2));

        Assert.HasCount(1, snapshot);
    }

    [TestMethod]
    public void Forget_Client_FreesItsTurnsOnly()
    {
        var conversation = new Conversation();
        conversation.Remember(Ann, Turn(1));
        conversation.Remember(Bob, Turn(2));

        conversation.Forget(Ann);
        conversation.Forget(Cho);

        Assert.IsEmpty(conversation.With(Ann));
        Assert.AreEqual(1, conversation.Clients);
    }

    [TestMethod]
    public void Remember_TwiceAsManyClientsAsTheBound_StaysBounded()
    {
        var conversation = new Conversation();
        for (long client = 1; client <= 2 * Conversation.ClientsMax; client++)
        {
            conversation.Remember(new ClientId(client), Turn(1));
        }

        Assert.AreEqual(Conversation.ClientsMax, conversation.Clients);
    }

    private static Turn Turn(int number) => new($"said {number}", $"answered {number}");
}
