using System.Text.RegularExpressions;
using Elysia.Configuration;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Clocks;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Processes;

/// <summary>The built binary as systemd sees it: READY, keep-alives, signals and exit codes.</summary>
[TestClass]
internal sealed partial class DaemonProcessTests
{
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(5);

    // Allowance for the kernel and a busy test machine, on top of the daemon's own five seconds.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Run_UnderSystemd_ReportsReadyAfterTheFirstTickAndStopping(bool isAbstract)
    {
        using var systemd = new NotifySocket(isAbstract);
        using DaemonProcess daemon = DaemonProcess.Start(
            [], ("ELYSIA_PORT", "0"), ("NOTIFY_SOCKET", systemd.Address), ("WATCHDOG_USEC", "1000000"));
        string ready = await systemd.NextAsync();
        StringAssert.StartsWith(ready, "READY=1\nSTATUS=0 viewers, ", StringComparison.Ordinal);
        Assert.DoesNotContain("tick 0,", ready, StringComparison.Ordinal, "READY came before the first tick.");

        await daemon.ReadyAsync();
        await using Viewer viewer = await daemon.ConnectAsync();
        await viewer.ReceivesAsync("full");
        StringAssert.StartsWith(await systemd.NextWithAsync("WATCHDOG=1"), "STATUS=", StringComparison.Ordinal);
        StringAssert.StartsWith(await systemd.NextWithAsync("WATCHDOG=1"), "STATUS=1 viewers, ", StringComparison.Ordinal);

        daemon.Send(DaemonProcess.Signal.Terminate);
        await systemd.NextWithAsync("STOPPING=1");
        Assert.AreEqual(0, await daemon.ExitAsync(StopDeadline));
        Assert.AreEqual(1001, await viewer.ClosedAsync());
    }

    [TestMethod]
    public async Task Run_SystemdReadsNothing_StartsServesAndStopsAsUsual()
    {
        using var systemd = new NotifySocket(isAbstract: true);
        systemd.Fill();
        using DaemonProcess daemon = await DaemonProcess.StartDaemonAsync(
            ("NOTIFY_SOCKET", systemd.Address), ("WATCHDOG_USEC", "20000"));
        await using Viewer viewer = await daemon.ConnectAsync();
        await viewer.ReceivesAsync("full");
        using var http = new HttpClient();
        var metrics = new Uri($"http://127.0.0.1:{daemon.Port}/metrics");
        await Eventually.TrueAsync(
            async () => Missed().Match(await http.GetStringAsync(metrics)).Groups[1].Value is not ("" or "0"),
            "missed notifications are counted");

        daemon.Send(DaemonProcess.Signal.Terminate);
        Assert.AreEqual(0, await daemon.ExitAsync(StopDeadline));
        Assert.AreEqual(1001, await viewer.ClosedAsync());
    }

    [TestMethod]
    public async Task Run_TicksStop_KeepAlivesStopAndStatusContinues()
    {
        using var systemd = new NotifySocket(isAbstract: true);
        using DaemonProcess daemon = await DaemonProcess.StartDaemonAsync(
            ("NOTIFY_SOCKET", systemd.Address), ("WATCHDOG_USEC", "400000"), Hook, (FaultyClock.Variable, FaultyClock.Stall));
        await systemd.NextWithAsync("WATCHDOG=1");
        int silent = 0;
        for (int messages = 0; silent < 4; messages++)
        {
            Assert.IsLessThan(50, messages, "Keep-alives continue although no tick is taken.");
            string message = await systemd.NextAsync();
            StringAssert.StartsWith(message, "STATUS=", StringComparison.Ordinal);
            silent = message.Contains("WATCHDOG=1", StringComparison.Ordinal) ? 0 : silent + 1;
        }
    }

    [TestMethod]
    public async Task Run_TickThreadCrashes_LogsTheBugAndExitsWith70()
    {
        using DaemonProcess daemon = await DaemonProcess.StartDaemonAsync(Hook, (FaultyClock.Variable, FaultyClock.Crash));
        await using Viewer viewer = await daemon.ConnectAsync();
        Assert.AreEqual(70, await daemon.ExitAsync());
        Assert.IsTrue(
            daemon.Output.Any(l => l.Contains("A bug in the daemon ended it", StringComparison.Ordinal)
                && l.Contains("The scripted bug.", StringComparison.Ordinal)),
            string.Join('\n', daemon.Output));
        await viewer.ClosedAsync();
    }

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Run_MessageTriggersABug_LogsTheBugAndExitsWith70(string transport)
    {
        using DaemonProcess daemon = await DaemonProcess.StartDaemonAsync(
            ("ELYSIA_TRANSPORT", transport), Hook, (FaultyClock.Variable, FaultyClock.Message));
        await using Viewer viewer = await daemon.ConnectAsync();
        await viewer.ReceivesAsync("full");
        await viewer.SendAsync("""{"type":"text","content":"hello"}""");
        Assert.AreEqual(70, await daemon.ExitAsync());
        Assert.IsTrue(
            daemon.Output.Any(l => l.Contains("A bug in the daemon ended it", StringComparison.Ordinal)
                && l.Contains("The scripted bug.", StringComparison.Ordinal)),
            string.Join('\n', daemon.Output));
    }

    [TestMethod]
    [DataRow("auto", DaemonProcess.Signal.Terminate)]
    [DataRow("plain", DaemonProcess.Signal.Terminate)]
    [DataRow("auto", DaemonProcess.Signal.Interrupt)]
    public async Task Signal_WithStuckViewers_ExitsWithZeroInFiveSecondsAndClosesTheOthers(string transport,
        DaemonProcess.Signal signal)
    {
        using DaemonProcess daemon = await DaemonProcess.StartDaemonAsync(("ELYSIA_TRANSPORT", transport));
        await using Viewer honest = await daemon.ConnectAsync();
        await honest.ReceivesAsync("full");
        var stuck = new List<RawClient>();
        byte[] chat = WebSocketFrames.Create("""{"type":"text","content":"tell me about the stars"}""");
        for (int i = 0; i < 10; i++)
        {
            stuck.Add(await RawClient.UpgradeAsync(daemon.Port, receiveBufferBytes: 2048));
            for (int asked = 0; asked < 10; asked++)
            {
                await stuck[i].SendAsync(chat);
            }
        }

        daemon.Send(signal);
        Assert.AreEqual(0, await daemon.ExitAsync(StopDeadline + Grace));
        Assert.AreEqual(1001, await honest.ClosedAsync());
        Assert.IsTrue(daemon.Output.Any(l => l.Contains("Stopped after ", StringComparison.Ordinal)));
        Assert.IsEmpty(daemon.Error);
        stuck.ForEach(s => s.Dispose());
    }

    [TestMethod]
    public async Task Run_PortTaken_ReportsItAndExitsWith69()
    {
        using DaemonProcess first = await DaemonProcess.StartDaemonAsync();
        using DaemonProcess second = DaemonProcess.Start(
            [], ("ELYSIA_PORT", first.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.AreEqual(69, await second.ExitAsync());
        StringAssert.StartsWith(second.Error.Single(), $"Cannot listen on 127.0.0.1:{first.Port}: ", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Viewers_DisconnectInEveryWay_LeaveNoSocketBehind(string transport)
    {
        using DaemonProcess daemon = await DaemonProcess.StartDaemonAsync(("ELYSIA_TRANSPORT", transport),
            ("ELYSIA_SLOW_CLOSE", "3"));
        await using (Viewer first = await daemon.ConnectAsync())
        {
            await first.ReceivesAsync("full");
        }

        int before = 0;
        await Eventually.TrueAsync(() => (before = daemon.Sockets()) <= 2, "the first viewer is gone");
        string request = RawClient.Request(daemon.Port);
        for (int i = 0; i < 120; i++)
        {
            await LeaveAsync(daemon.Port, i % 6, request, i);
        }

        await Eventually.TrueAsync(() => daemon.Sockets() <= before,
            $"sockets are freed: {daemon.Sockets()} instead of {before}");
        Assert.AreEqual(0, daemon.CloseWaits());
    }

    [TestMethod]
    public async Task Viewers_Stuck_LoseTheirSocketsAtTheDeadline()
    {
        using DaemonProcess daemon = await DaemonProcess.StartDaemonAsync(("ELYSIA_SLOW_CLOSE", "3"));
        int before = daemon.Sockets();
        var stuck = new List<RawClient>();
        for (int i = 0; i < 20; i++)
        {
            stuck.Add(await RawClient.UpgradeAsync(daemon.Port));
        }

        Assert.IsGreaterThanOrEqualTo(before + 20, daemon.Sockets());
        await Eventually.TrueAsync(() => daemon.Sockets() <= before, "the stuck viewers' sockets are freed");
        Assert.AreEqual(0, daemon.CloseWaits());
        stuck.ForEach(s => s.Dispose());
    }

    [TestMethod]
    public async Task Viewers_MoreThanDescriptors_AreRefusedAndTheDaemonKeepsRunning()
    {
        const int OpenFiles = 400;
        const int Capacity = OpenFiles - DescriptorBudget.ReserveMin;
        using DaemonProcess daemon = await DaemonProcess.StartDaemonAsync(OpenFiles);
        Assert.IsTrue(daemon.Output.Any(l => l.Contains($"at most {Capacity} viewers", StringComparison.Ordinal)));
        await using Viewer first = await daemon.ConnectAsync();
        var more = new List<RawClient>();
        string head = "";
        while (more.Count < Capacity + 20 && !head.StartsWith("HTTP/1.1 503", StringComparison.Ordinal))
        {
            more.Add(await RawClient.ConnectAsync(daemon.Port));
            await more[^1].SendAsync(RawClient.Request(daemon.Port));
            head = await more[^1].ReadHeadAsync();
        }

        Assert.HasCount(Capacity, more, "The first viewer takes one place, and the last client was refused.");
        int seen = first.Of("delta").Count;
        await first.ReceivesAsync("delta", seen + 10);
        more.ForEach(m => m.Dispose());
    }

    private static (string Name, string Value) Hook => ("DOTNET_STARTUP_HOOKS", typeof(DaemonProcessTests).Assembly.Location);

    private static async Task LeaveAsync(int port, int way, string request, int number)
    {
        RawClient client = await RawClient.ConnectAsync(port);
        switch (way)
        {
            case 0:
                await client.SendAsync(request);
                client.Reset();
                return;
            case 1:
                await client.SendAsync(request[..(number % request.Length)]);
                client.Reset();
                return;
            case 2:
                await client.SendAsync(request);
                await client.ReadHeadAsync();
                break;
            case 3:
                await client.SendAsync(request);
                await client.ReadHeadAsync();
                await client.SendAsync(WebSocketFrames.Create(WebSocketFrames.Close, [0x03, 0xE8]));
                await client.ReadCloseCodeAsync();
                break;
            case 4:
                await client.SendAsync(request);
                await client.ReadHeadAsync();
                await client.SendAsync(WebSocketFrames.Create(WebSocketFrames.Binary, "x"u8));
                break;
            default:
                await client.SendAsync("GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
                client.FinishSending();
                await client.ReadToEndAsync();
                break;
        }

        client.Dispose();
    }

    [GeneratedRegex("(?m)^elysia_notifications_missed_total ([0-9]+)$")]
    private static partial Regex Missed();
}
