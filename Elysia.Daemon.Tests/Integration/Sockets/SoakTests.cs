using System.Globalization;
using System.Net.Sockets;
using Elysia.LoadTest.Load;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;
using DaemonProcess = Elysia.Tests.Fakes.Hosts.DaemonProcess;

namespace Elysia.Tests.Integration.Sockets;

/// <summary>Runs the workload of the simulator on real sockets against the real binary, for a minute, or for an hour
/// with <c>make soak</c>: memory does not grow, no descriptor leaks, no connection hangs in CLOSE_WAIT.</summary>
[TestClass]
[DoNotParallelize]
internal sealed class SoakTests
{
    /// <summary>The variable that sets the duration in seconds; <c>make soak</c> sets it.</summary>
    private const string LengthVariable = "ELYSIA_SOAK_SECONDS";

    private const int Clients = 60;
    private const int ShortLivedClients = 12;

    // CLOSE_WAIT in the kernel's table: the client has closed and the daemon has not.
    private const string CloseWait = "08";

    /// <summary>The time in which code is compiled, tables reach their size and the first viewers' garbage is
    /// produced.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(12);

    private static readonly int Seconds = int.Parse(
        Environment.GetEnvironmentVariable(LengthVariable) ?? "60", CultureInfo.InvariantCulture);

    /// <summary>Set by the runner.</summary>
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Soak_StallsDisconnectsAndReconnects_LeaveNothingBehind()
    {
        int seed = Random.Shared.Next();
        using DaemonProcess daemon = await DaemonProcess.StartDaemonAsync(("ELYSIA_SLOW_CLOSE", "5"));
        int before = Sockets(daemon.Id);
        var resident = new List<long>();
        using var over = new CancellationTokenSource();
        Task[] shortLived = [.. Enumerable.Range(0, ShortLivedClients).Select(
            n => ConnectAndLeaveAsync(daemon.Port, new Random(seed + n), over.Token))];
        Task sampling = SampleAsync(daemon.Id, resident, over.Token);
        LoadResult result = await LoadRun.RunAsync(
            new LoadOptions
            {
                Url = new Uri($"ws://127.0.0.1:{daemon.Port}/ws"),
                ProcessId = daemon.Id,
                Clients = Clients,
                Seconds = Seconds,
                SlowPercent = 20,
                TalkHz = 4,
            },
            TimeProvider.System, null, CancellationToken.None);
        await over.CancelAsync();
        await Task.WhenAll([sampling, .. shortLived]);

        Assert.AreEqual(Clients, result.OpenAtEnd, $"{string.Join(", ", result.Losses)} (seed {seed})");
        Assert.AreEqual(0, result.Truth.Wrong, $"{string.Join(", ", result.Truth.Examples)} (seed {seed})");
        Assert.AreEqual(0, result.Talk.Lost, $"{result.Talk} (seed {seed})");
        await Eventually.TrueAsync(
            () => Sockets(daemon.Id) <= before, $"every socket is closed: {before} at first (seed {seed})");
        Assert.AreEqual(0, Hanging(daemon.Port), $"Connections hang in CLOSE_WAIT (seed {seed}).");
        AssertLevel(resident, seed);
    }

    /// <summary>Asserts that memory is level after the warm-up: its median in the last third may exceed that of the
    /// first third only by the variation that collections cause.</summary>
    private void AssertLevel(List<long> resident, int seed)
    {
        int third = resident.Count / 3;
        long first = Median(resident[..third]);
        long last = Median(resident[^third..]);
        TestContext.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"soak of {Seconds} s: resident {first / 1048576.0:0.0} MiB in the first third, {last / 1048576.0:0.0} in the last"));
        Assert.IsLessThan((first * 1.1) + (2 << 20), last, $"Memory grows: {string.Join(' ', resident)} (seed {seed})");
    }

    private static long Median(List<long> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task SampleAsync(int processId, List<long> resident, CancellationToken over)
    {
        TimeProvider time = TimeProvider.System;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500), time);
        long start = time.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(over))
            {
                if (time.GetElapsedTime(start) > WarmUp && ProcessUsage.Read(processId) is { } usage)
                {
                    resident.Add(usage.ResidentBytes);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The time is over.
        }
    }

    /// <summary>Joins, reads a little or nothing, sends text or garbage, and leaves with a close frame, without one, by
    /// a reset, or only when the daemon closes the connection.</summary>
    private static async Task ConnectAndLeaveAsync(int port, Random random, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            using RawClient client = await RawClient.UpgradeAsync(port, receiveBufferBytes: random.Next(2) * 2048);
            using CancellationTokenRegistration cut = over.Register(client.Dispose);
            try
            {
                await client.SendAsync(WebSocketFrames.Create("""{"type":"text","content":"hello, how are you today?"}"""));
                for (int frames = random.Next(200); frames > 0; frames--)
                {
                    await client.ReadFrameAsync();
                }

                switch (random.Next(4))
                {
                    case 0:
                        await client.SendAsync(WebSocketFrames.Create(WebSocketFrames.Close, [0x03, 0xE8]));
                        await client.ReadCloseCodeAsync();
                        break;
                    case 1:
                        client.Reset();
                        break;
                    case 2 when random.Next(10) == 0:
                        // Stalled: reads nothing until the daemon closes the connection.
                        await Task.Delay(TimeSpan.FromSeconds(8), TimeProvider.System, over);
                        break;
                    default:
                        break;
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or AssertFailedException
                or OperationCanceledException)
            {
                // The daemon closed it, as it may, or the time is over.
            }
        }
    }

    /// <summary>Returns the number of open sockets. Other descriptors belong to code that is loaded on first
    /// use.</summary>
    private static int Sockets(int processId) => new DirectoryInfo($"/proc/{processId}/fd").GetFiles()
        .Count(file => file.LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true);

    /// <summary>Returns the number of connections to a port of the daemon that the client has closed and the daemon has
    /// not.</summary>
    private static int Hanging(int port) => File.ReadLines("/proc/net/tcp").Skip(1)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Count(cells => cells[1].EndsWith(port.ToString("X4", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            && cells[3] == CloseWait);
}
