using System.Net;
using System.Text.RegularExpressions;
using Elysia.Admission;
using Elysia.Admission.Limiting;
using Elysia.Admission.Tokens;
using Elysia.Channels;
using Elysia.Configuration;
using Elysia.Conversation;
using Elysia.Emotion;
using Elysia.Memory;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Clocks;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;
using Elysia.Tests.Repository.Style;
using Microsoft.Extensions.Logging;

namespace Elysia.Tests.Integration.Attack;

/// <summary>Walks the table of shares in docs/OPERATIONS.md and attacks each row from one source, with somebody honest
/// beside it.</summary>
[TestClass]
internal sealed partial class ShareTableTests
{
    private const string Greedy = "203.0.113.1";
    private const string Honest = "198.51.100.7";

    private static readonly Turn Said = new("hi", "hello");
    private static readonly Source HonestSource = Source.From(IPAddress.Parse(Honest));

    private static readonly Dictionary<string, Func<Task>> Attacks = new()
    {
        ["chat texts"] = () => new FairnessTests().Chat_OneAddressHasAllPlaces_HonestIsAnsweredNext(),
        ["clients without a token"] = () => new FairnessTests().Login_OneAddressSendsNoToken_HonestGetsIn("auto"),
        ["tickets"] = TicketsAsync,
        ["connections"] = () => ConnectAsync(a => a with { MaxPerAddress = 4 }),
        ["new connections"] = () => ConnectAsync(a => a with { ConnectRatePerAddress = 1 }),
        ["new memory keys"] = () => RememberAsync(2 * KeyQuota.KeysAtOnce, isOneKey: false, KeyQuota.KeysAtOnce),
        ["turns of memory keys"] = () => RememberAsync(2 * KeyQuota.TurnsAtOnce, isOneKey: true, KeyQuota.TurnsAtOnce),
        ["speakers that are not stored"] = ForgetAsync,
        ["offenders"] = OffendAsync,
    };

    public static IEnumerable<object[]> Rows
    {
        get
        {
            string table = SourceTree.Read("docs/OPERATIONS.md").Split("## Shares\n")[1].Split("\n## ")[0];
            return RowName().Matches(table).Select(m => m.Groups[1].Value).Where(name => name != "Resource")
                .Select(name => new object[] { name });
        }
    }

    [TestMethod]
    public void Rows_OfTheTable_AreThoseThatAreAttacked() =>
        CollectionAssert.AreEquivalent(Attacks.Keys.ToArray<object>(), Rows.Select(row => row[0]).ToArray());

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public Task Row_AttackedByOneSource_LeavesTheOthersTheirShare(string row) => Attacks[row]();

    private static Task TicketsAsync()
    {
        var time = new ManualTimeProvider();
        var tickets = new Tickets(time);
        Grant Of(string subject) => new(subject, Rights.Watch, time.GetUtcNow() + TimeSpan.FromHours(1));
        string before = tickets.TryIssue(Of("honest"))!;
        for (int i = 0; i < 2 * Tickets.Max; i++)
        {
            tickets.TryIssue(Of($"greedy{i / Tickets.MaxPerSubject}"));
        }

        Assert.IsNotNull(tickets.TryTake(before));
        Assert.IsNotNull(tickets.TryTake(tickets.TryIssue(Of("honest"))!));
        Assert.IsLessThanOrEqualTo(Tickets.Max, tickets.Count);
        return Task.CompletedTask;
    }

    private static async Task ConnectAsync(Func<AdmissionSettings, AdmissionSettings> with)
    {
        await using DaemonHost host = await DaemonHost.StartAsync(with: o => o with
        {
            Admission = with(o.Admission with { TrustedProxies = "127.0.0.0/8" }),
        });
        var clients = new List<RawClient>();
        string status;
        do
        {
            Assert.IsLessThan(100, clients.Count, "No limit was met.");
            (status, RawClient client) = await AskAsync(host, Greedy);
            clients.Add(client);
        }
        while (status == "101");

        Assert.AreEqual("429", status);
        (status, RawClient honest) = await AskAsync(host, Honest);
        Assert.AreEqual("101", status);
        clients.Append(honest).ToList().ForEach(c => c.Dispose());
    }

    private static async Task<(string Status, RawClient Client)> AskAsync(DaemonHost host, string address)
    {
        RawClient client = await RawClient.ConnectAsync(host.Port);
        await client.SendAsync(RawClient.Request(host.Port, more: $"X-Forwarded-For: {address}"));
        return ((await client.ReadHeadAsync()).Split(' ')[1], client);
    }

    private static async Task RememberAsync(int turns, bool isOneKey, int stored)
    {
        using var folder = new TemporaryFolder();
        var time = new ManualTimeProvider();
        MemoryStore Open() => MemoryFile.Open(
            folder.Path, new MemoryBounds(1_000, 10_000, TimeSpan.Zero), time, (_, _) => Assert.Fail("set aside"));
        using var stopping = new CancellationTokenSource();
        var service = new MemoryService(
            Open(), new CurrentMood(Mood.Neutral, MoodDecay.None, time), time, new RecordingLog().CreateLogger<MemoryService>());
        Task running = service.RunAsync(stopping.Token);
        for (int i = 0; i < turns; i++)
        {
            var greedy = new Speaker(new ClientId(i), isOneKey ? "key:greedy" : $"key:{i}")
            {
                Source = Source.From(IPAddress.Parse(Greedy)),
            };
            await service.KeepAsync(greedy, Said, CancellationToken.None);
        }

        var honest = new Speaker(new ClientId(turns), "key:honest") { Source = HonestSource };
        await service.KeepAsync(honest, Said, CancellationToken.None);
        using (MemoryStore other = Open())
        {
            Assert.AreEqual(stored + 1, other.Size().Turns);
            Assert.HasCount(1, other.Recall(honest.Key, 6));
        }

        await stopping.CancelAsync();
        await running;
    }

    private static async Task ForgetAsync()
    {
        var store = new InMemoryConversationStore(speakersMax: 100);
        Speaker honest = new(new ClientId(0), "") { Source = HonestSource };
        await store.KeepAsync(honest, Said, CancellationToken.None);
        for (int i = 1; i <= 1_000; i++)
        {
            // Another address of one /64 each time.
            Speaker greedy = new(new ClientId(i), "") { Source = Source.From(IPAddress.Parse($"2001:db8:1:2::{i:x}")) };
            await store.KeepAsync(greedy, Said, CancellationToken.None);
        }

        Assert.AreEqual(100, store.Speakers);
        Assert.HasCount(1, await store.RecallAsync(honest, CancellationToken.None));
    }

    private static Task OffendAsync()
    {
        var named = new List<IPAddress>();
        var offenders = new Offenders(new ManualTimeProvider(), new AdmissionCounters(), (address, _, _) => named.Add(address));
        for (int i = 0; i < 2 * Offenders.MaxAddresses; i++)
        {
            offenders.Report(IPAddress.Parse($"2001:db8:{i:x}::1"), Offence.BadUpgrade);
            if (i % (Offenders.MaxAddresses / 10) == 0)
            {
                offenders.Report(IPAddress.Parse(Honest), Offence.BadUpgrade);
            }
        }

        Assert.AreEqual(IPAddress.Parse(Honest), named.Single(), "Whoever offends on and on is named nevertheless.");
        Assert.AreEqual(Offenders.MaxAddresses, offenders.Remembered);
        return Task.CompletedTask;
    }

    [GeneratedRegex(@"(?m)^\| ([a-zA-Z ]+) \|")]
    private static partial Regex RowName();
}
