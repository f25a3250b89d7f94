using Elysia.Fanout;

namespace Elysia.Tests.Fanout;

/// <summary>No ring is lost, and many are one.</summary>
[TestClass]
internal sealed class EventFdTests
{
    [TestMethod]
    [Timeout(60_000)]
    public void Ring_BackAndForth_WakesEachTimeAndNeverTwice()
    {
        const int Rounds = 20_000;
        EventFd there = new(), back = new();
        int heard = 0;
        var thread = new Thread(() =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                there.Wait();
                heard++;
                back.Ring();
            }
        });
        thread.Start();
        for (int i = 0; i < Rounds; i++)
        {
            // A plain number: what was written before a ring is seen behind the wait.
            Assert.AreEqual(i, heard);
            there.Ring();
            back.Wait();
        }

        thread.Join();
        Assert.AreEqual(Rounds, heard);
    }

    [TestMethod]
    [Timeout(60_000)]
    public async Task Ring_ManyTimesBeforeTheWait_IsOne()
    {
        var signal = new EventFd();
        for (int i = 0; i < 1_000; i++)
        {
            signal.Ring();
        }

        signal.Wait();
        Task second = Task.Factory.StartNew(signal.Wait, TaskCreationOptions.LongRunning);
        Assert.IsFalse(second.IsCompleted);
        signal.Ring();
        await second;
    }
}
