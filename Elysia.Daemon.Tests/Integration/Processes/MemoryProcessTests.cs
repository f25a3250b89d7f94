using Elysia.Memory;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Processes;

/// <summary>Her memory in the real binary: a restart continues where it was, and a kill loses no turn whose answer a
/// viewer received.</summary>
[TestClass]
internal sealed class MemoryProcessTests : IDisposable
{
    private const string Ann = "?me=ann-ann-ann-ann-ann-ann-1";
    private const string Bob = "?me=bob-bob-bob-bob-bob-bob-2";
    private const int Kills = 8;

    private readonly TemporaryFolder _folder = new();

    public TestContext TestContext { get; set; } = null!;

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task Restart_KnownSpeaker_IsRememberedAndOthersLearnNothing()
    {
        using (DaemonProcess first = await StartAsync())
        {
            await using Viewer ann = await ConnectAsync(first, Ann);
            await ann.SendAsync("""{"type":"text","content":"my cat is called Momo"}""");
            await ann.ReceivesAsync("speech");
            await ann.SendAsync("""{"type":"mood","valence":0.9,"arousal":0.8,"dominance":0.5}""");
            await Eventually.TrueAsync(() => ann.Picture![0] > 0.85, "her face shows the mood");
            first.Send(DaemonProcess.Signal.Terminate);
            Assert.AreEqual(0, await first.ExitAsync());
        }

        using DaemonProcess second = await StartAsync();
        await using Viewer again = await ConnectAsync(second, Ann);
        await using Viewer bob = await ConnectAsync(second, Bob);
        await using Viewer nobody = await ConnectAsync(second, "");
        await again.ReceivesAsync("");
        Assert.IsGreaterThan(0.6, again.Picture![0], "She must still smile.");
        StringAssert.Contains(await AskAsync(again), "Momo");
        Assert.DoesNotContain("Momo", await AskAsync(bob));
        Assert.DoesNotContain("Momo", await AskAsync(nobody));
    }

    [TestMethod]
    public async Task Kill_WhileSheAnswers_LosesNoTurnThatWasAnswered()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        var heard = new List<string>();
        int number = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            using DaemonProcess daemon = await StartAsync();
            await using Viewer ann = await ConnectAsync(daemon, Ann);

            // Several at once, so that some are being written when the process is killed.
            int atOnce = random.Next(2, 9);
            for (int i = 0; i < atOnce; i++)
            {
                await ann.SendAsync($$"""{"type":"text","content":"number {{number++}}"}""");
            }

            await ann.ReceivesAsync("speech", random.Next(1, atOnce + 1));
            System.Diagnostics.Process.GetProcessById(daemon.Id).Kill();
            await daemon.ExitAsync();
            await Eventually.TrueAsync(() => ann.IsClosed, "the connection is gone");
            int answered = ann.Of("speech").Count;
            heard.AddRange(Enumerable.Range(number - atOnce, answered).Select(n => $"number {n}"));
        }

        string[] kept = await ExportAsync("turn", "said");
        CollectionAssert.IsSubsetOf(heard, kept, $"seed {seed}");
        Assert.IsEmpty(Directory.EnumerateFiles(_folder.Path, "*unreadable*"));
        TestContext.WriteLine($"{Kills} kills, {heard.Count} answers heard, {kept.Length} turns kept, none lost (seed {seed}).");
    }

    [TestMethod]
    public async Task Start_UnreadableMemory_SetsItAsideAndReportsIt()
    {
        await File.WriteAllTextAsync(_folder.File("elysia.db"), "this was a database once");
        using DaemonProcess daemon = await StartAsync();
        string aside = Directory.EnumerateFiles(_folder.Path, "elysia.db.unreadable-*").Single();
        Assert.AreEqual("this was a database once", await File.ReadAllTextAsync(aside));
        Assert.IsTrue(daemon.Output.Any(l => l.Contains(aside, StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Start_MemoryOfALaterVersion_ExitsWith78AndReportsTheReason()
    {
        MemoryFile.Open(_folder.Path, new MemoryBounds(10, 10, TimeSpan.Zero), TimeProvider.System, (_, _) => { }).Dispose();
        string path = _folder.File(MemoryFile.Name);
        byte[] bytes = await File.ReadAllBytesAsync(path);
        bytes[63] = MemoryStore.Layout + 1;
        await File.WriteAllBytesAsync(path, bytes);

        using DaemonProcess daemon = DaemonProcess.Start([], ("ELYSIA_PORT", "0"), ("ELYSIA_DATA_DIR", _folder.Path));
        Assert.AreEqual(78, await daemon.ExitAsync());
        StringAssert.Contains(daemon.Error.Single(), "later version");
        CollectionAssert.AreEqual(bytes, await File.ReadAllBytesAsync(path));
        CollectionAssert.AreEqual(new[] { path }, Directory.GetFiles(_folder.Path));
    }

    [TestMethod]
    public async Task Start_FolderCannotBeCreated_ExitsWith78AndReportsTheReason()
    {
        using DaemonProcess daemon = DaemonProcess.Start(
            [], ("ELYSIA_PORT", "0"), ("ELYSIA_DATA_DIR", "/proc/nowhere"));
        Assert.AreEqual(78, await daemon.ExitAsync());
        Assert.IsTrue(daemon.Error.Any(l => l.Contains("/proc/nowhere", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Memory_ForgetWhileTheDaemonRuns_TakesEffectAtOnce()
    {
        using DaemonProcess daemon = await StartAsync();
        await using Viewer ann = await ConnectAsync(daemon, Ann);
        await ann.SendAsync("""{"type":"text","content":"my cat is called Momo"}""");
        await ann.ReceivesAsync("speech");
        string subject = (await ExportAsync("turn", "subject")).Single();
        Assert.StartsWith("key:", subject);

        Assert.AreEqual("1 turns deleted", (await RunAsync("forget", subject)).Single());

        Assert.DoesNotContain("Momo", await AskAsync(ann));
        StringAssert.Contains(string.Join('\n', await RunAsync("status")), "turns 2");
    }

    private static Task<Viewer> ConnectAsync(DaemonProcess daemon, string key) =>
        Viewer.ConnectAsync(new Uri($"ws://127.0.0.1:{daemon.Port}/{key}"));

    private static async Task<string> AskAsync(Viewer viewer)
    {
        int before = viewer.Of("speech").Count;
        await viewer.SendAsync("""{"type":"text","content":"what did I say?"}""");
        return (await viewer.ReceivesAsync("speech", before + 1)).GetProperty("content").GetString()!;
    }

    private Task<DaemonProcess> StartAsync() => DaemonProcess.StartDaemonAsync(("ELYSIA_DATA_DIR", _folder.Path));

    private async Task<string[]> RunAsync(params string[] arguments)
    {
        using DaemonProcess command = DaemonProcess.Start(["memory", .. arguments], ("ELYSIA_DATA_DIR", _folder.Path));
        Assert.AreEqual(0, await command.ExitAsync(), string.Join('\n', command.Error));
        return [.. command.Output];
    }

    private async Task<string[]> ExportAsync(string kind, string member) =>
    [
        .. (await RunAsync("export")).Select(line => Json.Parse(line))
            .Where(line => line.GetProperty("kind").GetString() == kind)
            .Select(line => line.GetProperty(member).GetString()!),
    ];
}
