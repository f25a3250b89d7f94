using Elysia.Http;
using Elysia.Protocol.Messages;
using Elysia.Transport.Clients;

namespace Elysia.Tests.Transport.Clients;

/// <summary>Tests that every reason has its own counter.</summary>
[TestClass]
internal sealed class RefusalCountersTests
{
    [TestMethod]
    public void Counters_EveryReason_AreSeparate()
    {
        var counters = new RefusalCounters();
        foreach (RefusalReason reason in Enum.GetValues<RefusalReason>())
        {
            counters.Refused(reason);
            Assert.AreEqual(1, counters.Of(reason));
        }

        foreach (UpgradeVerdict verdict in Enum.GetValues<UpgradeVerdict>())
        {
            counters.Record(verdict);
            Assert.AreEqual(1, counters.Of(verdict));
        }

        counters.Received();
        Assert.AreEqual(1, counters.Messages);
        Assert.AreEqual(0, counters.ClientsTurnedAway);
        counters.TurnedAway();
        Assert.AreEqual(1, counters.ClientsTurnedAway);
    }
}
