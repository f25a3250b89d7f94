using Elysia.Fanout;
using Elysia.Protocol.Messages;
using Elysia.Protocol.V1;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Faces;
using Elysia.Tests.Fakes.Viewers;
using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Tests.Fanout;

/// <summary>Rule 2 of the architecture, for all histories: state is merged, messages are queued, and none of them is
/// lost or duplicated.</summary>
[TestClass]
internal sealed class FanoutProperties
{
    private const int Viewers = 4;

    private readonly Config _config = Config.QuickThrowOnFailure.WithMaxTest(40).WithEndSize(80);

    /// <summary>The events in the history of a viewer.</summary>
    private enum Act
    {
        Tick, TickWithoutMove, Stick, Release, Event,
    }

    [TestMethod]
    public void AnyHistory_OnceAllViewersReadAgain_TheyShowTheCurrentStateAndGotEveryMessage() =>
        Prop.ForAll(Arb.From(Gen.ListOf(Steps())), history => PlayAsync([.. history]).GetAwaiter().GetResult()).Check(_config);

    private static async Task PlayAsync((Act Act, int Viewer)[] history)
    {
        await using var rig = new FanoutRig();
        ScriptedSocket[] sockets = [.. Enumerable.Range(0, Viewers).Select(_ => new ScriptedSocket())];
        ClientSession[] sessions = [.. sockets.Select(s => rig.Hub.TryJoin(s, new SessionOptions(ProtocolV1.Plain))!)];
        var queued = new List<string>[Viewers];
        for (int i = 0; i < Viewers; i++)
        {
            queued[i] = [];
        }

        foreach ((Act act, int viewer) in history)
        {
            switch (act)
            {
                case Act.Tick:
                    rig.PublishMove();
                    break;
                case Act.TickWithoutMove:
                    rig.PublishSame();
                    break;
                case Act.Stick:
                    sockets[viewer].Stick();
                    break;
                case Act.Release:
                    sockets[viewer].Unstick();
                    break;
                default:
                    string text = $"v{viewer}e{queued[viewer].Count}";
                    Assert.AreEqual(EnqueueResult.Queued, sessions[viewer].TryEnqueue(EventEncoder.Error(text)));
                    queued[viewer].Add(text);
                    break;
            }
        }

        EncodedTick last = rig.PublishMove();
        await Eventually.TrueAsync(() => sockets.All(s => Show(s, last)), "all viewers show the current state");
        for (int i = 0; i < Viewers; i++)
        {
            int viewer = i;
            await Eventually.TrueAsync(() => Errors(sockets[viewer]).Count >= queued[viewer].Count, "every event arrives");
            CollectionAssert.AreEqual(queued[viewer], Errors(sockets[viewer]), "Events are lost, duplicated or out of order.");
            Assert.AreEqual(0, sockets[viewer].Overlaps, "Two sends were under way at once.");
        }
    }

    /// <summary>Lets the socket read again, as often as it gets stuck, and returns whether its viewer shows the given
    /// state.</summary>
    private static bool Show(ScriptedSocket socket, EncodedTick tick)
    {
        socket.Unstick();
        ViewerModel viewer = socket.Viewer();
        return viewer.Expression.Count > 0
            && AvatarStates.Fields.All(f => viewer[f].Equals(tick.Published.Value(f)));
    }

    private static List<string> Errors(ScriptedSocket socket) =>
        [.. socket.Sent.Select(Json.Parse).Where(m => m.TryGetProperty("message", out _))
            .Select(m => m.GetProperty("message").GetString()!)];

    private static Gen<(Act Act, int Viewer)> Steps() =>
        from act in Gen.Frequency(
            (4, Gen.Constant(Act.Tick)), (1, Gen.Constant(Act.TickWithoutMove)), (2, Gen.Constant(Act.Stick)),
            (1, Gen.Constant(Act.Release)), (2, Gen.Constant(Act.Event)))
        from viewer in Gen.Choose(0, Viewers - 1)
        select (act, viewer);
}
