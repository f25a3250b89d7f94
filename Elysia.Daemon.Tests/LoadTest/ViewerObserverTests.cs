using System.Net.Sockets;
using Elysia.LoadTest.Load;
using Elysia.LoadTest.Viewers;
using Elysia.State;

namespace Elysia.Tests.LoadTest;

[TestClass]
internal sealed class ViewerObserverTests
{
    private const long Ms = 1_000_000;
    private readonly LoadTally _tally = new();
    private readonly TruthLedger _ledger = new();
    private readonly ViewerObserver _eyes;
    private readonly Viewer _reference = Viewer(0, ViewerKind.Reference);

    public ViewerObserverTests() => _eyes = new ViewerObserver(_tally, _ledger, new TruthChecker(_ledger, 0.01));

    [TestMethod]
    public void Apply_StampedState_RecordsItsAge()
    {
        Show(_reference, t: 100 * Ms, now: 102 * Ms, beat: 1);
        Assert.AreEqual(2 * Ms, _tally.FrameAge.Max);
    }

    [TestMethod]
    public void Observe_LatestState_IsNotOldHoweverLongAgoItWasPublished()
    {
        Viewer viewer = Open(1, ViewerKind.Healthy);
        Show(_reference, t: 100 * Ms, now: 101 * Ms, beat: 1);
        Show(viewer, t: 100 * Ms, now: 101 * Ms, beat: 1);
        ViewerObserver.Begin(viewer, 101 * Ms, phase: 0);
        _eyes.Observe(viewer, 1000 * Ms);
        Assert.AreEqual(0, _tally.ShownAge.Max);
        Assert.AreEqual(54, _tally.ShownAge.Count);
    }

    [TestMethod]
    public void Observe_MissingFrame_MakesThePictureOlderAtEveryDisplay()
    {
        Viewer viewer = Open(1, ViewerKind.Healthy);
        Show(_reference, t: 100 * Ms, now: 101 * Ms, beat: 1);
        Show(viewer, t: 100 * Ms, now: 101 * Ms, beat: 1);
        ViewerObserver.Begin(viewer, 101 * Ms, phase: 0);
        Show(_reference, t: 200 * Ms, now: 201 * Ms, beat: 2);
        _eyes.Observe(viewer, 301 * Ms);
        Assert.AreEqual(101 * Ms, _tally.ShownAge.Max, 17 * Ms);
        Assert.IsTrue(_tally.ShownAge.Max > 80 * Ms, $"{_tally.ShownAge.Max}");
    }

    [TestMethod]
    public void Apply_SlowViewerWakes_RecordsTheFirstAgeAndTheTimeToCatchUp()
    {
        Viewer viewer = Open(1, ViewerKind.Slow);
        viewer.Wake = WakePhase.Woken;
        viewer.WokeAt = 2000 * Ms;
        Show(viewer, t: 100 * Ms, now: 2001 * Ms, beat: 1);
        Assert.AreEqual(WakePhase.CatchingUp, viewer.Wake);
        Show(viewer, t: 2005 * Ms, now: 2006 * Ms, beat: 2);
        Assert.AreEqual(WakePhase.Current, viewer.Wake);
        Assert.AreEqual(1901 * Ms, _tally.WakeFirstFrameAge.Max);
        Assert.AreEqual(6 * Ms, _tally.WakeCatchUp.Max);
        Assert.AreEqual(0, _tally.FrameAge.Count);
    }

    private static Viewer Open(int index, ViewerKind kind)
    {
        Viewer viewer = Viewer(index, kind);
        viewer.Phase = ViewerPhase.Open;
        return viewer;
    }

    private static Viewer Viewer(int index, ViewerKind kind) =>
        new(index, kind, new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));

    private void Show(Viewer viewer, long t, long now, int beat)
    {
        var message = new StateMessage { Kind = MessageKind.Delta, T = t };
        message.Set(FieldId.Beat, beat);
        _eyes.Apply(viewer, in message, now);
    }
}
