using Elysia.Fanout;

namespace Elysia.Tests.Fanout;

/// <summary>No ring is lost, and many are one.</summary>
[TestClass]
public sealed class BellTests
{
    [TestMethod]
    [Timeout(60_000)]
    public void Ring_BackAndForth_WakesEachTimeAndNeverTwice()
    {
        const int Rounds = 20_000;
        Bell there = new(), back = new();
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
        var bell = new Bell();
        for (int i = 0; i < 1_000; i++)
        {
            bell.Ring();
        }

        bell.Wait();
        Task second = Task.Factory.StartNew(bell.Wait, TaskCreationOptions.LongRunning);
        Assert.IsFalse(second.IsCompleted);
        bell.Ring();
        await second;
    }
}
