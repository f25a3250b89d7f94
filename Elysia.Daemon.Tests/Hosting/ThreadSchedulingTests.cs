using Elysia.Hosting;

namespace Elysia.Tests.Hosting;

/// <summary>A thread asks the kernel to run it as soon as it wakes.</summary>
[TestClass]
internal sealed class ThreadSchedulingTests
{
    [TestMethod]
    public void TryTake_OnAThread_ShortensItsSliceAndLowersItsNiceValueIfPermitted()
    {
        (bool isTaken, string before, string after) = (false, "", "");
        var thread = new Thread(() =>
        {
            before = File.ReadAllText("/proc/thread-self/sched");
            isTaken = ThreadScheduling.TryTake();
            after = File.ReadAllText("/proc/thread-self/sched");
        });
        thread.Start();
        thread.Join();
        Assert.IsTrue(isTaken);
        Assert.AreEqual(Of(before, "policy"), Of(after, "policy"));
        int urgency = int.Parse(Of(before, "prio")!, null) - int.Parse(Of(after, "prio")!, null);
        Assert.AreEqual(Environment.IsPrivilegedProcess ? ThreadScheduling.Urgency : 0, urgency);
        if (Of(after, "se.slice") is not { } slice)
        {
            Assert.Inconclusive("This kernel does not show slices.");
            return;
        }

        Assert.AreEqual("100000", slice);
    }

    private static string? Of(string sched, string name) => sched.Split('\n')
        .Select(line => line.Split(':', StringSplitOptions.TrimEntries))
        .FirstOrDefault(parts => parts.Length == 2 && parts[0] == name)?[1];
}
