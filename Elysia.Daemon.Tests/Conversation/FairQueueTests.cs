using Elysia.Channels;
using Elysia.Conversation;

namespace Elysia.Tests.Conversation;

/// <summary>A client with many texts waits for its own texts and does not delay the others.</summary>
[TestClass]
internal sealed class FairQueueTests
{
    [TestMethod]
    public void TryTake_ClientWithManyTexts_AlternatesWithTheOthers()
    {
        var queue = new FairQueue(10);
        Add(queue, 1, "a1", "a2", "a3");
        Add(queue, 2, "b1");
        Add(queue, 3, "c1", "c2");
        Assert.AreEqual("a1 b1 c1 a2 c2 a3", string.Join(' ', TakeAll(queue, _ => true)));
        Assert.AreEqual(0, queue.Count);
    }

    [TestMethod]
    public void TryTake_BusyClient_IsSkippedAndKeepsItsPlace()
    {
        var queue = new FairQueue(10);
        Add(queue, 1, "a1");
        Add(queue, 2, "b1", "b2");
        Assert.AreEqual("b1 b2", string.Join(' ', TakeAll(queue, client => client.Value != 1)));
        Assert.AreEqual("a1", string.Join(' ', TakeAll(queue, _ => true)));
    }

    [TestMethod]
    public void Drop_Client_DropsItsTextsOnly()
    {
        var queue = new FairQueue(3);
        Add(queue, 1, "a1", "a2");
        Add(queue, 2, "b1");
        Assert.IsTrue(queue.IsFull);
        Assert.ThrowsExactly<InvalidOperationException>(() => Add(queue, 3, "c1"));
        Assert.AreEqual(2, queue.Drop(new ClientId(1)));
        Assert.AreEqual(0, queue.Drop(new ClientId(9)));
        Assert.AreEqual("b1", string.Join(' ', TakeAll(queue, _ => true)));
    }

    private static void Add(FairQueue queue, long client, params string[] texts)
    {
        foreach (string text in texts)
        {
            queue.Add(new ChatRequest(new ClientId(client), text));
        }
    }

    private static List<string> TakeAll(FairQueue queue, Func<ClientId, bool> isFree)
    {
        var taken = new List<string>();
        while (queue.TryTake(isFree, out ChatRequest request))
        {
            taken.Add(request.Text);
        }

        return taken;
    }
}
