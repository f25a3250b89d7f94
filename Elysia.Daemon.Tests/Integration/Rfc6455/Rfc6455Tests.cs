namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>Tests RFC 6455 over plain sockets: every row of the table on both transports, and that no other viewer is
/// affected.</summary>
[TestClass]
internal sealed class Rfc6455Tests
{
    private static readonly Dictionary<string, WatchedHost> Hosts = [];

    public static IEnumerable<object[]> Rows =>
        from transport in (string[])["auto", "plain"]
        from subject in CaseTable.Subjects
        from row in subject.Cases
        select new object[] { transport, subject.Name, row.Name };

    [ClassInitialize]
    public static async Task StartAsync(TestContext _)
    {
        foreach (string transport in (string[])["auto", "plain"])
        {
            Hosts[transport] = await WatchedHost.StartAsync(transport);
        }
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        foreach (WatchedHost host in Hosts.Values)
        {
            await host.DisposeAsync();
        }
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public async Task Connection_RowOfTheTable_GetsTheExpectedAnswers(string transport, string subject, string name)
    {
        WatchedHost host = Hosts[transport];
        Case row = CaseTable.Find(subject, name);
        using (RawPeer peer = await RawPeer.ConnectAsync(host.Port))
        {
            await new Conversation(peer, host.Port, transport).PlayAsync(row);
        }

        await host.WatchesOnAsync();
    }
}
