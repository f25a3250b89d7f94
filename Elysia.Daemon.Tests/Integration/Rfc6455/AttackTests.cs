using static Elysia.Tests.Integration.Rfc6455.ClientFrames;

namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>Clients that mean harm, on raw sockets: each gets what it deserves, and the honest viewer watches on.</summary>
[TestClass]
internal sealed class AttackTests
{
    private const int TicksAfterwards = 5;
    private static readonly TimeSpan SlowClose = TimeSpan.FromSeconds(3);

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Rows_TheWholeTableAtOnce_AreAnsweredAsOneByOne(string transport)
    {
        await using WatchedHost host = await WatchedHost.StartAsync(transport);
        await Task.WhenAll(CaseTable.Subjects.SelectMany(s => s.Cases).Select(async row =>
        {
            using RawPeer peer = await RawPeer.ConnectAsync(host.Port);
            await new Conversation(peer, host.Port, transport).PlayAsync(row);
        }));
        await host.IsAloneAsync();
        await host.WatchesOnAsync(TicksAfterwards);
    }

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Pings_SentWithoutReadingThePongs_EndAsASlowViewer(string transport)
    {
        await using WatchedHost host = await WatchedHost.StartAsync(transport, SlowClose);
        using RawPeer flooder = await RawPeer.UpgradeAsync(host.Port);
        byte[] flood = Repeat(1000, PingOf(Fill(125)));
        while (await flooder.SendAsync(flood))
        {
        }

        await host.IsAloneAsync();
        await host.WatchesOnAsync(TicksAfterwards);
    }

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Frames_SentOnAndOnAfterAProtocolError_AreCutAtTheCloseDeadline(string transport)
    {
        await using WatchedHost host = await WatchedHost.StartAsync(transport);
        using RawPeer broken = await RawPeer.UpgradeAsync(host.Port);
        await broken.SendAsync(Frame(Fin | 3, []));
        byte[] more = Repeat(1000, Message("{}"));
        while (await broken.SendAsync(more))
        {
        }

        await host.IsAloneAsync();
        await host.WatchesOnAsync(TicksAfterwards);
    }

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Close_NeverAnswered_IsCutAtTheCloseDeadline(string transport)
    {
        await using WatchedHost host = await WatchedHost.StartAsync(transport);
        using RawPeer silent = await RawPeer.UpgradeAsync(host.Port);
        await silent.SendAsync(Frame(Fin | Binary, [1]));
        await silent.ReadToEndAsync();
        await host.IsAloneAsync();
        await host.WatchesOnAsync(TicksAfterwards);
    }

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Fragments_AHundredThousandEmptyOnes_Close1008AndHurtNobody(string transport)
    {
        await using WatchedHost host = await WatchedHost.StartAsync(transport);
        using RawPeer peer = await RawPeer.ConnectAsync(host.Port);
        var row = new Case(
            "100,000 empty fragments", "5.4",
            Join(Frame(Text, "{"u8), Repeat(100_000, Frame(Continuation, [])), Frame(Fin | Continuation, "}"u8)),
            Answer.Closed(1008));
        Task playing = new Conversation(peer, host.Port, transport).PlayAsync(row);
        await host.WatchesOnAsync(TicksAfterwards);
        await playing;
    }

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Lengths_OfExabytesByTheHundred_ReserveNothing(string transport)
    {
        await using WatchedHost host = await WatchedHost.StartAsync(transport);
        RawPeer[] liars = await Task.WhenAll(Enumerable.Range(0, 200).Select(async _ =>
        {
            RawPeer liar = await RawPeer.UpgradeAsync(host.Port);
            await liar.SendAsync(Announced(Fin | Text, long.MaxValue, "x"u8));
            return liar;
        }));
        await host.WatchesOnAsync(TicksAfterwards);
        foreach (RawPeer liar in liars)
        {
            liar.Dispose();
        }

        await host.IsAloneAsync();
    }
}
