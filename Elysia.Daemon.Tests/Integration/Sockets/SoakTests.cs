using System.Globalization;
using System.Net.Sockets;
using Elysia.LoadTest.Load;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;
using DaemonProcess = Elysia.Tests.Fakes.Hosts.DaemonProcess;

namespace Elysia.Tests.Integration.Sockets;

/// <summary>The workload of the simulator on real sockets against the real binary, for a minute, or by <c>make soak</c> for an
/// hour: memory does not climb, no descriptor is left behind, no connection hangs in CLOSE_WAIT.</summary>
[TestClass]
[DoNotParallelize]
internal sealed class SoakTests
{
    /// <summary>What sets the length in seconds; <c>make soak</c> does.</summary>
    private const string LengthVariable = "ELYSIA_SOAK_SECONDS";

    private const int Clients = 60;
    private const int Guests = 12;

    // CLOSE_WAIT in the table of the kernel: the client has closed and we have not.
    private const string CloseWait = "08";

    /// <summary>Time in which code is compiled, tables grow to their size and the first crowd's garbage is made.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(12);

    private static readonly int Seconds = int.Parse(
        Environment.GetEnvironmentVariable(LengthVariable) ?? "60", CultureInfo.InvariantCulture);

    /// <summary>Set by the runner.</summary>
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Soak_StallsVanishingsAndReturns_LeaveNothingBehind()
    {
        int seed = Random.Shared.Next();
        using DaemonProcess daemon = await DaemonProcess.StartDaemonAsync(("ELYSIA_SLOW_CLOSE", "5"));
        int before = Sockets(daemon.Id);
        var residents = new List<long>();
        using var over = new CancellationTokenSource();
        Task[] guests = [.. Enumerable.Range(0, Guests).Select(
            n => ComeAndGoAsync(daemon.Port, new Random(seed + n), over.Token))];
        Task sampling = SampleAsync(daemon.Id, residents, over.Token);
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
        await Task.WhenAll([sampling, .. guests]);

        Assert.AreEqual(Clients, result.OpenAtEnd, $"{string.Join(", ", result.Losses)} (seed {seed})");
        Assert.AreEqual(0, result.Truth.Wrong, $"{string.Join(", ", result.Truth.Examples)} (seed {seed})");
        Assert.AreEqual(0, result.Talk.Lost, $"{result.Talk} (seed {seed})");
        await Eventually.TrueAsync(
            () => Sockets(daemon.Id) <= before, $"every socket is closed: {before} at first (seed {seed})");
        Assert.AreEqual(0, Hanging(daemon.Port), $"Connections hang in CLOSE_WAIT (seed {seed}).");
        AssertLevel(residents, seed);
    }

    /// <summary>Memory after the warm-up: its middle in the last third is not above that of the first by more than what
    /// collections make it swing.</summary>
    private void AssertLevel(List<long> residents, int seed)
    {
        int third = residents.Count / 3;
        long first = Middle(residents[..third]);
        long last = Middle(residents[^third..]);
        TestContext.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"soak of {Seconds} s: resident {first / 1048576.0:0.0} MiB in the first third, {last / 1048576.0:0.0} in the last"));
        Assert.IsLessThan((first * 1.1) + (2 << 20), last, $"Memory climbs: {string.Join(' ', residents)} (seed {seed})");
    }

    private static long Middle(List<long> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task SampleAsync(int processId, List<long> residents, CancellationToken over)
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
                    residents.Add(usage.ResidentBytes);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Over.
        }
    }

    /// <summary>Joins, reads a little or nothing, says something or garbage, and leaves with a goodbye, without one, by a reset,
    /// or not at all until it is closed.</summary>
    private static async Task ComeAndGoAsync(int port, Random random, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            using RawClient guest = await RawClient.UpgradeAsync(port, receiveBufferBytes: random.Next(2) * 2048);
            using CancellationTokenRegistration cut = over.Register(guest.Dispose);
            try
            {
                await guest.SendAsync(WebSocketFrames.Create("""{"type":"text","content":"hello, how are you today?"}"""));
                for (int frames = random.Next(200); frames > 0; frames--)
                {
                    await guest.ReadFrameAsync();
                }

                switch (random.Next(4))
                {
                    case 0:
                        await guest.SendAsync(WebSocketFrames.Create(WebSocketFrames.Close, [0x03, 0xE8]));
                        await guest.ReadCloseCodeAsync();
                        break;
                    case 1:
                        guest.Reset();
                        break;
                    case 2 when random.Next(10) == 0:
                        // Stalled: reads nothing until the daemon has closed it.
                        await Task.Delay(TimeSpan.FromSeconds(8), TimeProvider.System, over);
                        break;
                    default:
                        break;
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or AssertFailedException
                or OperationCanceledException)
            {
                // Closed by the daemon, as it may be, or the time is over.
            }
        }
    }

    /// <summary>Open sockets. Other descriptors belong to code that is loaded when it is first needed.</summary>
    private static int Sockets(int processId) => new DirectoryInfo($"/proc/{processId}/fd").GetFiles()
        .Count(file => file.LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true);

    /// <summary>Connections to a port of ours that the client has closed and the daemon has not.</summary>
    private static int Hanging(int port) => File.ReadLines("/proc/net/tcp").Skip(1)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Count(cells => cells[1].EndsWith(port.ToString("X4", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            && cells[3] == CloseWait);
}
