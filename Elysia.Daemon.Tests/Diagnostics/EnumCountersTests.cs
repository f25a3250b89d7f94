using Elysia.Diagnostics;
using Elysia.Protocol.Messages;

namespace Elysia.Tests.Diagnostics;

/// <summary>Counters by the members of an enumeration.</summary>
[TestClass]
internal sealed class EnumCountersTests
{
    private enum Small : byte
    {
        First,
        Second,
    }

    [TestMethod]
    public void Increment_EachMember_CountsItAlone()
    {
        var counters = new EnumCounters<CloseReason>();
        foreach (CloseReason reason in Enum.GetValues<CloseReason>())
        {
            counters.Increment(reason);
            counters.IncrementAlone(reason);
            Assert.AreEqual(2, counters[reason], $"{reason}");
        }

        Assert.IsTrue(Enum.GetValues<CloseReason>().All(reason => counters[reason] == 2));
    }

    [TestMethod]
    public void Increment_MembersOfAByte_CountsThem()
    {
        var counters = new EnumCounters<Small>();
        counters.Increment(Small.Second);
        Assert.AreEqual((0, 1), (counters[Small.First], counters[Small.Second]));
    }

    [TestMethod]
    public void Increment_AThousandTimes_AllocatesNothing()
    {
        var counters = new EnumCounters<CloseReason>();
        Count();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Count();
        Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread());

        void Count()
        {
            for (int i = 0; i < 1000; i++)
            {
                counters.Increment(CloseReason.GoingAway);
                counters.IncrementAlone(CloseReason.GoingAway);
                _ = counters[CloseReason.GoingAway];
            }
        }
    }
}
