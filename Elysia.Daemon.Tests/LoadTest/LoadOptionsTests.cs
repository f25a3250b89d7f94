using Elysia.LoadTest.Load;
using Elysia.LoadTest.Viewers;

namespace Elysia.Tests.LoadTest;

[TestClass]
internal sealed class LoadOptionsTests
{
    [TestMethod]
    public void Problems_Defaults_AreNone() => Assert.IsEmpty(new LoadOptions().Problems());

    [TestMethod]
    [DataRow("ws://127.0.0.1:8765/ws")]
    [DataRow("ws://127.9.8.7:8765/")]
    [DataRow("ws://localhost:8765/ws")]
    [DataRow("ws://[::1]:8765/ws")]
    public void Problems_LoopbackUrl_IsNone(string url) => Assert.IsEmpty(new LoadOptions { Url = new Uri(url) }.Problems());

    [TestMethod]
    [DataRow("ws://192.168.0.1:8765/ws")]
    [DataRow("ws://example.org/ws")]
    [DataRow("ws://localhost.example.org/ws")]
    [DataRow("wss://127.0.0.1/ws")]
    [DataRow("http://127.0.0.1/ws")]
    public void Problems_OtherUrl_IsRefused(string url) =>
        StringAssert.StartsWith(new LoadOptions { Url = new Uri(url) }.Problems().Single(), "--url must be");

    [TestMethod]
    public void Problems_AllInvalid_AreAllReported() => Assert.HasCount(
        6, new LoadOptions
        {
            Clients = 0,
            Seconds = 0,
            StalledPercent = -1,
            SlowPercent = double.NaN,
            Threshold = 1,
            RateHz = (9, 3)
        }.Problems());

    [TestMethod]
    public void Problems_MoreTalkThanAllowed_NamesTheMaximum() =>
        StringAssert.Contains(new LoadOptions { Clients = 10, TalkHz = 10 }.Problems().Single(), "0 to 9.0");

    [TestMethod]
    public void Spread_Shares_AreKeptAndTheFirstIsTheReference()
    {
        ViewerKind[] kinds = ViewerKinds.Spread(200, stalledPercent: 5, slowPercent: 10);
        Assert.AreEqual(ViewerKind.Reference, kinds[0]);
        Assert.AreEqual(10, kinds.Count(k => k == ViewerKind.Stalled));
        Assert.AreEqual(20, kinds.Count(k => k == ViewerKind.Slow), 1);
    }

    [TestMethod]
    [DataRow("ws://127.0.0.1:1/ws", "ws://127.0.0.1:1/ws?stamps=1")]
    [DataRow("ws://127.0.0.1:1/ws?token=a", "ws://127.0.0.1:1/ws?token=a&stamps=1")]
    [DataRow("ws://127.0.0.1:1/ws?stamps=0", "ws://127.0.0.1:1/ws?stamps=0")]
    public void WithStamps_AnyUrl_HasTheOptionOnce(string url, string expected) =>
        Assert.AreEqual(new Uri(expected), LoadRun.WithStamps(new Uri(url)));
}
