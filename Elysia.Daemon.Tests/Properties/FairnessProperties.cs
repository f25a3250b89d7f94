using System.Net;
using Elysia.Admission.Limiting;
using Elysia.Channels;

namespace Elysia.Tests.Properties;

/// <summary>With 1, 10 and 1,000 greedy sources, somebody who has nothing waiting is served within one turn of all sources,
/// not of all they ask for.</summary>
[TestClass]
internal sealed class FairnessProperties
{
    private static readonly ClientId Honest = new(0);
    private static readonly Source HonestSource = Source.From(IPAddress.Parse("198.51.100.7"));

    public static IEnumerable<object[]> Crowds =>
        from sources in new[] { 1, 10, 1_000 }
        from isIPv6 in new[] { false, true }
        select new object[] { sources, isIPv6 };

    /// <summary>Returns an address of a source; of IPv6 another one of its /64 each time.</summary>
    public static IPAddress AddressOf(int source, bool isIPv6, int use) => IPAddress.Parse(
        isIPv6 ? $"2001:db8:{source:x}:1:{use & 0xffff:x}::1" : $"10.0.{source >> 8}.{source & 255}");

    /// <summary>Pending logins, tickets and speakers give way like this.</summary>
    [TestMethod]
    [DynamicData(nameof(Crowds))]
    public void Places_GreedySourcesRefill_HonestKeepsItsPlaceForOneTurnOfAll(int sources, bool isIPv6)
    {
        const int Max = 1_000;
        const int MaxOfSource = 16;
        var share = new FairShare<int>();
        for (int i = 0; i < 2 * Max * MaxOfSource; i++)
        {
            Enter(i);
        }

        for (int round = 0; round < 5; round++)
        {
            Assert.IsTrue(!share.TryMakeRoom(HonestSource, Max, MaxOfSource, out int gaveWay) || gaveWay >= 0);
            LinkedListNode<int> honest = share.Add(HonestSource, -1);
            for (int i = 0; i < sources - 1; i++)
            {
                Enter(i);
            }

            Assert.IsNotNull(honest.List, "It gave way to a source with more.");
            share.Remove(HonestSource, honest);
        }

        void Enter(int i)
        {
            var source = Source.From(AddressOf(i % sources, isIPv6, i));
            share.TryMakeRoom(source, Max, MaxOfSource, out _);
            share.Add(source, i);
            Assert.IsLessThanOrEqualTo(Max, share.Count);
            Assert.IsLessThanOrEqualTo(MaxOfSource, share.Most);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Crowds))]
    public void Chats_GreedySourcesRefill_HonestIsTakenAndServedWithinOneTurnOfAll(int sources, bool isIPv6)
    {
        const int ClientsOfEach = 9;
        var queue = new ChatQueue();
        var random = new Random(sources);
        int next = 0;
        for (int round = 0; round < 3; round++)
        {
            Refill(Math.Max(sources, 2 * ChatQueue.Max));
            Assert.IsTrue(queue.TryAdd(new ChatRequest(Honest, "hello") { Source = HonestSource }, out _), "It was refused.");
            int turns = 0;
            ChatRequest served;
            do
            {
                Refill(2 * ChatQueue.Max);
                Assert.IsTrue(queue.TryTake(_ => true, out served), "It was taken and gave way later.");
                turns++;
            }
            while (served.From != Honest);
            Assert.IsLessThanOrEqualTo(sources + 1, turns);
            Assert.IsLessThanOrEqualTo(ChatQueue.Max + sources + 1, queue.Count);
        }

        void Refill(int texts)
        {
            for (int i = 0; i < texts; i++)
            {
                int source = next++ % sources;
                var client = new ClientId(1 + (source * ClientsOfEach) + random.Next(ClientsOfEach));

                // The address of a connection stays, so each client keeps its own.
                queue.TryAdd(
                    new ChatRequest(client, "x") { Source = Source.From(AddressOf(source, isIPv6, (int)client.Value)) }, out _);
            }
        }
    }
}
