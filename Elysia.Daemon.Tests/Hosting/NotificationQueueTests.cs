using System.Collections.Concurrent;
using System.Globalization;
using Elysia.Hosting.Systemd;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Clocks;
using Elysia.Tests.Fakes.Hosts;

namespace Elysia.Tests.Hosting;

/// <summary>Notifications are sent in order, and a socket that blocks delays only the queue's own thread.</summary>
[TestClass]
internal sealed class NotificationQueueTests
{
    private readonly ConcurrentQueue<string> _faults = new();

    [TestMethod]
    public async Task Post_SocketIsNotRead_DoesNotWaitAndCountsMissedNotifications()
    {
        using var systemd = new NotifySocket(isAbstract: true);
        systemd.Fill();
        var queue = new NotificationQueue(systemd.Notifier, _faults.Enqueue);
        const int Posted = NotificationQueue.Capacity + 5;

        // If a post waited for the socket, this loop would not end, because the socket is read only after it.
        for (int i = 0; i < Posted; i++)
        {
            queue.Post($"STATUS={i}");
        }

        // The sending thread holds one, or none yet.
        long missed = queue.Missed;
        Assert.IsInRange(Posted - NotificationQueue.Capacity - 1, Posted - NotificationQueue.Capacity, missed);
        Assert.HasCount((int)missed, _faults);

        // Once systemd reads again, the waiting notifications arrive, the oldest first.
        List<string> arrived = [await systemd.NextWithAsync("STATUS=0")];
        while (arrived.Count < Posted - missed)
        {
            arrived.Add(await systemd.NextAsync());
        }

        int[] numbers = [.. arrived.Select(message => int.Parse(message["STATUS=".Length..], CultureInfo.InvariantCulture))];
        CollectionAssert.AreEqual(numbers.Order().Distinct().ToArray(), numbers);
        queue.Post("STOPPING=1");
        await queue.CloseAsync(TimeProvider.System);
        Assert.AreEqual("STOPPING=1", await systemd.NextAsync());
        Assert.AreEqual(missed, queue.Missed);
    }

    [TestMethod]
    public async Task CloseAsync_SocketIsNotRead_GivesUpAfterAMoment()
    {
        using var systemd = new NotifySocket(isAbstract: true);
        systemd.Fill();
        var time = new ManualTimeProvider();
        var queue = new NotificationQueue(systemd.Notifier, _faults.Enqueue);
        queue.Post("STOPPING=1");

        Task closed = queue.CloseAsync(time);
        Assert.IsFalse(closed.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await closed.WaitAsync(Eventually.Deadline);

        queue.Post("STATUS=late");
        Assert.AreEqual(1, queue.Missed, "A closed queue accepts nothing.");
    }

    [TestMethod]
    public async Task Post_SocketIsGone_CountsItAsMissedAndReportsTheReason()
    {
        var systemd = new NotifySocket(isAbstract: true);
        systemd.Dispose();
        var queue = new NotificationQueue(systemd.Notifier, _faults.Enqueue);
        queue.Post("READY=1");
        await queue.CloseAsync(new ManualTimeProvider()).WaitAsync(Eventually.Deadline);

        Assert.AreEqual(1, queue.Missed);
        Assert.AreNotEqual("", _faults.Single());
    }
}
