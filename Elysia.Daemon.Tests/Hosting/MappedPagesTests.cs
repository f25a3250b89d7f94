using System.Globalization;
using Elysia.Hosting;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Hosting;

/// <summary>Released pages are unchanged pages of files, and the daemon keeps running without them.</summary>
[TestClass]
internal sealed class MappedPagesTests
{
    [TestMethod]
    public void Find_KindsOfMappings_ReturnsThoseOfUnchangedFiles()
    {
        string[] smaps =
        [
            "55e0a0000000-55e0a0002000 r-xp 00000000 fe:00 12  /usr/lib/elysia/elysia",
            "Size:                  8 kB", "Anonymous:             0 kB", "VmFlags: rd ex mr mw me",
            "55e0a0002000-55e0a0003000 r--p 00002000 fe:00 12  /usr/lib/elysia/sealed after it was written",
            "Anonymous:             4 kB",
            "55e0a0003000-55e0a0004000 rw-p 00003000 fe:00 12  /usr/lib/elysia/writable",
            "Anonymous:             0 kB",
            "55e0a0004000-55e0a0005000 r--p 00000000 00:00 0", "Anonymous:             0 kB",
            "55e0a0005000-55e0a0006000 r-xp 00000000 00:00 0  [vdso]", "Anonymous:             0 kB",
            "55e0a0006000-55e0a0007000 ---p 00000000 fe:00 12  /usr/lib/a hole", "Anonymous:             0 kB",
            "55e0a0007000-55e0a0008000 r-xs 00000000 00:01 9  /memfd:doublemapper (deleted)", "Anonymous:             0 kB",
            "55e0a0008000-55e0a000b000 r--s 00000000 fe:00 12  /usr/lib/a name with spaces", "Anonymous:             0 kB",
        ];
        (nint, nint)[] found = [.. MappedPages.Find(smaps)];
        CollectionAssert.AreEqual(
            new[] { (unchecked((nint)0x55e0a0000000), (nint)0x2000), (unchecked((nint)0x55e0a0008000), (nint)0x3000) }, found);
    }

    [TestMethod]
    public async Task Release_RunningDaemon_ReleasesFilePagesAndKeepsServing()
    {
        using DaemonProcess daemon = await DaemonProcess.StartDaemonAsync();
        long atFirst = FilePages(daemon.Id);
        await Eventually.TrueAsync(() => FilePages(daemon.Id) < atFirst * 3 / 4, "a quarter of its file pages is released");
        await using Viewer viewer = await Viewer.ConnectAsync(new Uri($"ws://127.0.0.1:{daemon.Port}/"));
        await Eventually.TrueAsync(() => viewer.Messages.Count > 3, "a viewer receives frames all the same");
    }

    private static long FilePages(int processId) => long.Parse(
        File.ReadLines($"/proc/{processId}/status").First(l => l.StartsWith("RssFile:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);
}
