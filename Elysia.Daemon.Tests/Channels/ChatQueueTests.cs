using System.Net;
using Elysia.Admission.Limiting;
using Elysia.Channels;

namespace Elysia.Tests.Channels;

/// <summary>Sources wait for their own texts and do not delay the others, and neither do the clients of a source.</summary>
[TestClass]
internal sealed class ChatQueueTests
{
    private readonly ChatQueue _queue = new();

    [TestMethod]
    public void TryTake_ClientWithManyTexts_AlternatesWithTheOthers()
    {
        Add(1, "a1", "a2", "a3");
        Add(2, "b1");
        Add(3, "c1", "c2");
        Assert.AreEqual("a1 b1 c1 a2 c2 a3", TakeAll());
        Assert.AreEqual(0, _queue.Count);
    }

    [TestMethod]
    public void TryTake_SourceWithManyClients_AlternatesWithTheOthers()
    {
        Source other = Source.From(IPAddress.Parse("198.51.100.7"));
        Add(1, "a1", "a2");
        Add(2, "b1", "b2");
        Assert.IsTrue(_queue.TryAdd(new ChatRequest(new ClientId(3), "c1") { Source = other }, out _));
        Assert.IsTrue(_queue.TryAdd(new ChatRequest(new ClientId(3), "c2") { Source = other }, out _));
        Assert.AreEqual("a1 c1 b1 c2 a2 b2", TakeAll());
    }

    [TestMethod]
    public void TryTake_SourceCameAfterTheOthersWereServed_IsNextOnceAndThenInTurn()
    {
        Add(1, "a1", "a2", "a3");
        Assert.IsTrue(_queue.TryTake(_ => true, out _));
        foreach (string other in (string[])["b", "c"])
        {
            var request = new ChatRequest(new ClientId(other[0]), other) { Source = Source.From(other) };
            Assert.IsTrue(_queue.TryAdd(request, out _));
        }

        Assert.AreEqual("b a2 c a3", TakeAll());
    }

    [TestMethod]
    public void TryTake_ServedSourceComesBackFirst_StillLetsAnotherGoNext()
    {
        Add(1, "a1");
        Assert.IsTrue(_queue.TryTake(_ => true, out _));
        Add(1, "a2", "a3");
        var request = new ChatRequest(new ClientId(2), "b") { Source = Source.From("b") };
        Assert.IsTrue(_queue.TryAdd(request, out _));
        Assert.AreEqual("b a2 a3", TakeAll());
    }

    [TestMethod]
    public void TryTake_BusyClient_IsSkippedAndKeepsItsPlace()
    {
        Add(1, "a1");
        Add(2, "b1", "b2");
        Assert.AreEqual("b1 b2", TakeAll(client => client.Value != 1));
        Assert.AreEqual("a1", TakeAll());
    }

    [TestMethod]
    public void Drop_Client_DropsItsTextsOnly()
    {
        Add(1, "a1", "a2");
        Add(2, "b1");
        Assert.AreEqual(2, _queue.Drop(new ClientId(1)));
        Assert.AreEqual(0, _queue.Drop(new ClientId(9)));
        Assert.AreEqual("b1", TakeAll());
    }

    [TestMethod]
    public void TryAdd_Full_RefusesWhoHasMostAndKeepsTheRestInOrder()
    {
        int taken = 0;
        while (_queue.TryAdd(new ChatRequest(new ClientId(1), $"{taken}"), out _))
        {
            taken++;
        }

        Assert.AreEqual(ChatQueue.Max, taken);
        Assert.AreEqual(string.Join(' ', Enumerable.Range(0, taken)), TakeAll());
    }

    [TestMethod]
    public void TryAdd_FullOfOneClient_NewestGivesWayToAnotherClientOfTheSource()
    {
        for (int i = 0; i < ChatQueue.Max; i++)
        {
            Add(1, $"a{i}");
        }

        Assert.IsTrue(_queue.TryAdd(new ChatRequest(new ClientId(2), "b"), out ChatRequest? gaveWay));
        Assert.AreEqual($"a{ChatQueue.Max - 1}", gaveWay!.Text);
        StringAssert.StartsWith(TakeAll(), "a0 b a1 ", StringComparison.Ordinal);
    }

    [TestMethod]
    public void TryAdd_ManySources_AreBounded()
    {
        for (int i = 0; i < ChatQueue.SourcesMax; i++)
        {
            Assert.IsTrue(_queue.TryAdd(Of(i), out _));
        }

        Assert.IsFalse(_queue.TryAdd(Of(ChatQueue.SourcesMax), out _));
    }

    [TestMethod]
    public async Task WaitAsync_Completed_IsFalse()
    {
        Add(1, "a");
        Assert.IsTrue(await _queue.WaitAsync(CancellationToken.None));
        _queue.Complete();
        Assert.IsFalse(await _queue.WaitAsync(CancellationToken.None));
    }

    private static ChatRequest Of(int i) => new(new ClientId(i), "x")
    {
        Source = Source.From(new IPAddress([10, (byte)(i >> 16), (byte)(i >> 8), (byte)i])),
    };

    private void Add(long client, params string[] texts)
    {
        foreach (string text in texts)
        {
            Assert.IsTrue(_queue.TryAdd(new ChatRequest(new ClientId(client), text), out _));
        }
    }

    private string TakeAll(Func<ClientId, bool>? isFree = null)
    {
        var taken = new List<string>();
        while (_queue.TryTake(isFree ?? (_ => true), out ChatRequest request))
        {
            taken.Add(request.Text);
        }

        return string.Join(' ', taken);
    }
}
