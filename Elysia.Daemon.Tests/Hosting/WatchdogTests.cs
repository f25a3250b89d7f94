using System.Globalization;
using Elysia.Hosting.Systemd;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Clocks;
using Elysia.Tests.Fakes.Hosts;

namespace Elysia.Tests.Hosting;

/// <summary>Keep-alives are sent every half limit, and only while ticks are taken.</summary>
[TestClass]
internal sealed class WatchdogTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task RunAsync_TicksStop_KeepAlivesStopAndStatusContinues(bool isAbstract)
    {
        using var systemd = new NotifySocket(isAbstract);
        var time = new ManualTimeProvider();
        long tick = 1;
        var faults = new List<string>();
        var notifications = new NotificationQueue(systemd.Notifier, faults.Add);
        var watchdog = new Watchdog(notifications, () => tick, () => $"tick {tick}");
        using var stopping = new CancellationTokenSource();
        Task running = watchdog.RunAsync(Limit, time, stopping.Token);

        Assert.AreEqual("STATUS=tick 1\nWATCHDOG=1", await NextAsync());
        tick = 2;
        Assert.AreEqual("STATUS=tick 2\nWATCHDOG=1", await NextAsync());
        Assert.AreEqual("STATUS=tick 2", await NextAsync(), "No tick was taken.");
        Assert.AreEqual("STATUS=tick 2", await NextAsync(), "No tick was taken.");
        tick = 3;
        Assert.AreEqual("STATUS=tick 3\nWATCHDOG=1", await NextAsync());
        Assert.IsEmpty(faults);

        await stopping.CancelAsync();
        await running.WaitAsync(Eventually.Deadline);
        await notifications.CloseAsync(time).WaitAsync(Eventually.Deadline);

        async Task<string> NextAsync()
        {
            await Eventually.TrueAsync(() => time.Timers == 1, "the watchdog waits");
            time.Advance(Limit / 2);
            return await systemd.NextAsync();
        }
    }

    [TestMethod]
    public void Message_NotWatched_HasNoKeepAlive()
    {
        using var systemd = new NotifySocket(isAbstract: true);
        var watchdog = new Watchdog(new NotificationQueue(systemd.Notifier, _ => { }), () => 5, () => "well");
        Assert.AreEqual("STATUS=well", watchdog.Message(watched: false));
    }

    [TestMethod]
    public void ReadWatchdog_MeantForAnotherProcess_IsNull()
    {
        string mine = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        Assert.AreEqual(Limit, SystemdEnvironment.ReadWatchdog("10000000", mine));
        Assert.AreEqual(Limit, SystemdEnvironment.ReadWatchdog("10000000", null));
        Assert.IsNull(SystemdEnvironment.ReadWatchdog("10000000", "1"));
        Assert.IsNull(SystemdEnvironment.ReadWatchdog("0", mine));
        Assert.IsNull(SystemdEnvironment.ReadWatchdog(null, mine));
        Assert.IsNull(SystemdEnvironment.ReadWatchdog("soon", mine));
    }
}
