using System.Globalization;
using System.Runtime.InteropServices;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Processes;

/// <summary>A process that has run out of descriptors waits until there are some again, without keeping a core
/// busy.</summary>
[TestClass]
internal sealed class DescriptorTests
{
    private const int NoFile = 7; // RLIMIT_NOFILE of asm-generic/resource.h.
    private const double CoreShareMax = 0.5;

    [TestMethod]
    public async Task Descriptors_Exhausted_KeepsViewersUsesLittleCpuAndRecovers()
    {
        using DaemonProcess daemon = await DaemonProcess.StartDaemonAsync();
        await using Viewer viewer = await daemon.ConnectAsync();
        await viewer.ReceivesAsync("full");

        Limit(daemon.Id, Directory.EnumerateFiles($"/proc/{daemon.Id}/fd").Count() + 5);
        var waiting = new List<RawClient>();
        for (int i = 0; i < 60; i++)
        {
            waiting.Add(await RawClient.ConnectAsync(daemon.Port));
        }

        await Eventually.TrueAsync(
            () => daemon.Output.Any(l => l.Contains("No connection can be accepted", StringComparison.Ordinal)), "it is logged");
        TimeProvider time = TimeProvider.System;
        (long start, TimeSpan busy) = (time.GetTimestamp(), Busy(daemon.Id));
        int seen = viewer.Of("delta").Count;
        await viewer.ReceivesAsync("delta", seen + 40);
        double share = (Busy(daemon.Id) - busy) / time.GetElapsedTime(start);
        Assert.IsLessThan(CoreShareMax, share, "of a core");

        Limit(daemon.Id, 4096);
        using RawClient last = await RawClient.ConnectAsync(daemon.Port);
        await last.SendAsync("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
        StringAssert.StartsWith(await last.ReadHeadAsync(), "HTTP/1.1 200 ", StringComparison.Ordinal);
        Assert.HasCount(1, daemon.Output.Where(l => l.Contains("No connection can be accepted", StringComparison.Ordinal)));
        waiting.ForEach(w => w.Dispose());
    }

    /// <summary>Returns the CPU time of the process (proc_pid_stat(5): utime and stime, in hundredths).</summary>
    private static TimeSpan Busy(int process)
    {
        string[] after = File.ReadAllText($"/proc/{process}/stat").Split(") ")[1].Split(' ');
        return TimeSpan.FromMilliseconds(10 * (After(11) + After(12)));

        long After(int field) => long.Parse(after[field], CultureInfo.InvariantCulture);
    }

    private static void Limit(int process, int files)
    {
        // The hard limit stays, so that the soft one can be raised again without privileges.
        Assert.AreEqual(0, PrLimit(process, NoFile, 0, out RLimit old));
        var limit = new RLimit { Soft = (ulong)files, Hard = old.Hard };
        Assert.AreEqual(0, PrLimit(process, NoFile, in limit, 0));
    }

    [DllImport("libc", EntryPoint = "prlimit")]
    private static extern int PrLimit(int process, int resource, nint none, out RLimit old);

    [DllImport("libc", EntryPoint = "prlimit")]
    private static extern int PrLimit(int process, int resource, in RLimit limit, nint none);

    [StructLayout(LayoutKind.Sequential)]
    private struct RLimit
    {
        public ulong Soft;
        public ulong Hard;
    }
}
