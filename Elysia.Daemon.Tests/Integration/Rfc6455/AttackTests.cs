using static Elysia.Tests.Integration.Rfc6455.ClientFrames;

namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>Tests malicious clients on raw sockets: each gets the specified answer, and the honest viewer is not
/// affected.</summary>
[TestClass]
internal sealed class AttackTests
{
    private const int TicksAfterwards = 5;
    private static readonly TimeSpan SlowClose = TimeSpan.FromSeconds(3);

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Rows_WholeTableAtOnce_AreAnsweredAsOneByOne(string transport)
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
    public async Task Pings_PongsAreNotRead_EndAsASlowViewer(string transport)
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
    public async Task Frames_ContinueAfterAProtocolError_AreCutAtTheCloseDeadline(string transport)
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
    public async Task Fragments_HundredThousandEmptyOnes_Close1008AndAffectNoOtherViewer(string transport)
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
    public async Task Lengths_HundredsOfExabytes_AllocateNothing(string transport)
    {
        await using WatchedHost host = await WatchedHost.StartAsync(transport);
        RawPeer[] peers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async _ =>
        {
            RawPeer peer = await RawPeer.UpgradeAsync(host.Port);
            await peer.SendAsync(Announced(Fin | Text, long.MaxValue, "x"u8));
            return peer;
        }));
        await host.WatchesOnAsync(TicksAfterwards);
        foreach (RawPeer peer in peers)
        {
            peer.Dispose();
        }

        await host.IsAloneAsync();
    }
}
