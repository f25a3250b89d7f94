using Elysia.Fanout;

namespace Elysia.Tests.Fanout;

/// <summary>No signal is lost, and several before a wait count as one.</summary>
[TestClass]
internal sealed class EventFdTests
{
    [TestMethod]
    [Timeout(60_000)]
    public void Signal_BackAndForth_WakesEachTimeAndNeverTwice()
    {
        const int Rounds = 20_000;
        EventFd there = new(), back = new();
        int wakes = 0;
        var thread = new Thread(() =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                there.Wait();
                wakes++;
                back.Signal();
            }
        });
        thread.Start();
        for (int i = 0; i < Rounds; i++)
        {
            // A plain variable: what was written before a signal is visible after the wait.
            Assert.AreEqual(i, wakes);
            there.Signal();
            back.Wait();
        }

        thread.Join();
        Assert.AreEqual(Rounds, wakes);
    }

    [TestMethod]
    [Timeout(60_000)]
    public async Task Signal_ManyTimesBeforeTheWait_CountsOnce()
    {
        var signal = new EventFd();
        for (int i = 0; i < 1_000; i++)
        {
            signal.Signal();
        }

        signal.Wait();
        Task second = Task.Factory.StartNew(signal.Wait, TaskCreationOptions.LongRunning);
        Assert.IsFalse(second.IsCompleted);
        signal.Signal();
        await second;
    }
}
